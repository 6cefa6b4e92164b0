// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import io.lakebus.client.delivery.Gate;
import io.lakebus.client.delivery.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends nothing while the gateway has said that nothing will be accepted: after Retry-After, and
 * while the vendor has used up a limit. But no longer than a minute: then a request finds out
 * whether it is still so, for limits are changed.
 */
final class Throttle implements Gate {

  static final Duration LONGEST = Duration.ofMinutes(1);

  private final AtomicReference<Instant> opens = new AtomicReference<>(Instant.MIN);

  @Override
  public Duration remaining(Instant now) {
    Instant until = opens.get();
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  @Override
  public void heard(Reply reply, Instant now) {
    Duration wait = longer(orZero(reply.retryAfter()), orZero(reply.quotaReset()));
    Instant until = now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
    opens.accumulateAndGet(until, (before, then) -> before.isAfter(then) ? before : then);
  }

  private static Duration orZero(Optional<Duration> duration) {
    return duration.orElse(Duration.ZERO);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
