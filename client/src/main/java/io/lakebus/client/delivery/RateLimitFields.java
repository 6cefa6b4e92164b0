// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import io.lakebus.client.delivery.StructuredList.Member;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the fields RateLimit and RateLimit-Policy, leniently: what is not understood says nothing.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit
 *     header fields for HTTP</a>
 */
final class RateLimitFields {

  private RateLimitFields() {}

  /**
   * How long nothing is left of some limit: the longest of all limits of which nothing is. A limit
   * that does not say so itself has the window of its policy. One that has neither is not of time,
   * and no time has to pass.
   *
   * @param rateLimit the field RateLimit
   * @param policy the field RateLimit-Policy
   */
  static Optional<Duration> reset(String rateLimit, String policy) {
    Map<String, Long> windows = new HashMap<>();
    for (Member member : StructuredList.parse(policy)) {
      member.number("w").ifPresent(seconds -> windows.put(member.name(), seconds));
    }
    return StructuredList.parse(rateLimit).stream()
        .filter(limit -> limit.number("r").equals(Optional.of(0L)))
        .flatMap(
            limit ->
                limit.number("t").or(() -> Optional.ofNullable(windows.get(limit.name()))).stream())
        .max(Long::compare)
        .map(Duration::ofSeconds);
  }
}
