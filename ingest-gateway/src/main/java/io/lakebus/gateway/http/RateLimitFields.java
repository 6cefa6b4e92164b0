// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.lakebus.gateway.limit.Policy;
import io.lakebus.gateway.limit.Standing;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;

/**
 * Writes how a vendor stands into the fields RateLimit-Policy and RateLimit; a vendor without
 * limits has none.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit
 *     header fields for HTTP</a>
 */
final class RateLimitFields {

  private RateLimitFields() {}

  static void write(Context context, List<Standing> standings) {
    if (standings.isEmpty()) {
      return;
    }
    StringJoiner policies = new StringJoiner(", ");
    StringJoiner state = new StringJoiner(", ");
    for (Standing standing : standings) {
      String name = '"' + standing.policy().code() + '"';
      policies.add(name + ";q=" + standing.quota() + parameters(standing.policy()));
      state.add(name + ";r=" + Math.max(0, standing.remaining()) + reset(standing.reset()));
    }
    context.header("RateLimit-Policy", policies.toString());
    context.header("RateLimit", state.toString());
  }

  private static String parameters(Policy policy) {
    return switch (policy) {
      case EVENTS -> ";w=1";
      case BYTES -> ";w=1;qu=\"content-bytes\"";
      case DAY -> ";w=86400";
      case CONCURRENT -> ";qu=\"concurrent-requests\"";
    };
  }

  private static String reset(Duration reset) {
    return reset.isZero() ? "" : ";t=" + seconds(reset);
  }

  /** Whole seconds, rounded up, at least 1: who waits so long has not come too early. */
  static long seconds(Duration duration) {
    return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
  }
}
