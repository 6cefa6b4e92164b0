// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a request is sent again: anything from nothing to a bound that doubles
 * with each attempt, so that many who failed together do not come again together.
 *
 * @param first the bound after the first attempt
 * @param longest what the bound never exceeds
 * @param random chooses; safe for use by many threads
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

  private static final int MAX_DOUBLINGS = 30;

  /** The usual first bound. */
  public static final Duration FIRST = Duration.ofMillis(100);

  /**
   * The wait before the next attempt.
   *
   * @param attempts how many there were, at least 1
   */
  Duration next(int attempts) {
    Duration doubled = first.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
    Duration bound = doubled.compareTo(longest) < 0 ? doubled : longest;
    return Duration.ofNanos(random.nextLong(bound.toNanos() + 1));
  }
}
