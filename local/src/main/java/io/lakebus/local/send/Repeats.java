// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Chooses which requests are given up early, and which accepted events are sent again. */
final class Repeats {

  private static final double HASTY = 0.02;
  private static final double AT_ONCE = 0.04;
  private static final double UP_TO_LATE = HASTY + AT_ONCE + 0.02;
  private static final int MOST = 4;
  private static final long AT_ONCE_MILLIS = 200;
  private static final long LATE_MILLIS = 60_000;

  private final RandomGenerator random;
  private boolean allowed = true;
  private int generation;

  Repeats(RandomGenerator random) {
    this.random = random;
  }

  /**
   * What is done about a request.
   *
   * @param hasty whether its answer is hardly waited for
   * @param again after which times it is sent again once it was accepted
   * @param generation for {@link #stillHolds}
   */
  record Choice(boolean hasty, List<Duration> again, int generation) {}

  /** The choice for the next request. */
  synchronized Choice next() {
    double kind = allowed ? random.nextDouble() : 1;
    if (kind < HASTY) {
      return new Choice(true, List.of(), generation);
    }
    if (kind < HASTY + AT_ONCE) {
      return new Choice(false, waits(1 + random.nextInt(MOST), AT_ONCE_MILLIS), generation);
    }
    return new Choice(false, kind < UP_TO_LATE ? waits(1, LATE_MILLIS) : List.of(), generation);
  }

  private List<Duration> waits(int times, long longestMillis) {
    return IntStream.range(0, times)
        .mapToObj(time -> Duration.ofMillis(random.nextLong(longestMillis)))
        .toList();
  }

  /** Nothing is given up or sent again from now on, and what was chosen before no longer holds. */
  synchronized void forbid() {
    allowed = false;
    generation++;
  }

  synchronized void allow() {
    allowed = true;
  }

  /** Whether what was chosen is still to be done. */
  synchronized boolean stillHolds(Choice choice) {
    return choice.generation() == generation;
  }
}
