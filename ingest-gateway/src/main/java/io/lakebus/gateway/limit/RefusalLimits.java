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

  public RefusalLimits {
    requireNonNull(maxDelay, "maxDelay is null");
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("bytesPerSecond is not positive: " + bytesPerSecond);
    }
  }

  /** How many bytes are paid off in the longest delay. */
  long mostOwed() {
    return Math.multiplyExact(bytesPerSecond, maxDelay.toMillis())
        / Duration.ofSeconds(1).toMillis();
  }
}
