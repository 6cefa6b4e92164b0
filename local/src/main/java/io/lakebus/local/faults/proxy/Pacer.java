// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Shares a bandwidth among connections, each direction for itself. */
final class Pacer {

  /** Which way bytes go. */
  enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  /** Bytes pass in steps of a tenth of a second. */
  private static final int STEPS_PER_SECOND = 10;

  private static final long NANOS = Duration.ofSeconds(1).toNanos();

  private final Map<Direction, Long> freeFrom = new EnumMap<>(Direction.class);

  /** Waits for its turn and returns how many of the wanted bytes may pass now. */
  int admit(Direction direction, int wanted, long bytesPerSecond, Time time) throws IOException {
    int count = (int) Math.min(wanted, Math.max(1, bytesPerSecond / STEPS_PER_SECOND));
    long wait = reserve(direction, count * NANOS / bytesPerSecond, time.nanos());
    if (wait > 0) {
      time.pass(Duration.ofNanos(wait));
    }
    return count;
  }

  /** Books the next free time and returns how far its end is. */
  private synchronized long reserve(Direction direction, long duration, long now) {
    long end = Math.max(freeFrom.getOrDefault(direction, now), now) + duration;
    freeFrom.put(direction, end);
    return end - now;
  }
}
