// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * How much work of a party's may be for nothing.
 *
 * @param bytesPerSecond how much of refused bodies, inflated, before answers are held back
 * @param maxDelay for how long one is held back at most; zero for not at all
 */
public record RefusalLimits(long bytesPerSecond, Duration maxDelay) {

  /** One a nanosecond: there is no finer time to share them out over. */
  public static final long MAX_BYTES_PER_SECOND = 1_000_000_000;

  private static final long SECOND_MILLIS = Duration.ofSeconds(1).toMillis();

  public RefusalLimits {
    requireNonNull(maxDelay, "maxDelay is null");
    if (bytesPerSecond < 1 || bytesPerSecond > MAX_BYTES_PER_SECOND) {
      throw new IllegalArgumentException(
          "bytesPerSecond is not between 1 and " + MAX_BYTES_PER_SECOND + ": " + bytesPerSecond);
    }
  }

  /** How many bytes are paid off in the longest delay. */
  long mostOwed() {
    return bytesPerSecond * maxDelay.toMillis() / SECOND_MILLIS;
  }
}
