// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a request is sent again: twice as long each time, up to two seconds, and
 * never less than the gateway asks for. A third of it is random, so that many do not come at once.
 *
 * @param bound how long after the first attempt the last one may be
 * @param random makes the waits differ
 */
record RetryPolicy(Duration bound, RandomGenerator random) {

  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 2_000;
  private static final int MAX_DOUBLINGS = 10;

  /**
   * The wait before the next attempt; empty if it would be beyond the bound.
   *
   * @param attempts how many there were, at least 1
   * @param elapsed the time since the first
   * @param asked the wait that the gateway asks for
   */
  Optional<Duration> next(int attempts, Duration elapsed, Optional<Duration> asked) {
    long doubled = FIRST_MILLIS << Math.min(attempts - 1, MAX_DOUBLINGS);
    long full = Math.min(doubled, LONGEST_MILLIS);
    Duration own = Duration.ofMillis(full - random.nextLong(full / 3 + 1));
    Duration wait = asked.filter(other -> other.compareTo(own) > 0).orElse(own);
    return elapsed.plus(wait).compareTo(bound) > 0 ? Optional.empty() : Optional.of(wait);
  }
}
