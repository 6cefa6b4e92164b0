// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.local.cli.Pause;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * When each event is due: at a steady rate since the start, whatever the answers take. A sender
 * that was held up catches up, so the average stays.
 */
final class Pace {

  private static final double NANOS_PER_SECOND = 1e9;

  private final OptionalDouble perSecond;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final long start;

  /**
   * @param perSecond events a second; empty for as fast as answers come
   */
  Pace(OptionalDouble perSecond, LongSupplier nanoTime, Pause pause) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.start = nanoTime.getAsLong();
  }

  /** Waits until an event is due, given how many came before it. */
  void await(long before) throws InterruptedException {
    if (perSecond.isPresent()) {
      long due = (long) (before / perSecond.getAsDouble() * NANOS_PER_SECOND);
      long wait = due - (nanoTime.getAsLong() - start);
      if (wait > 0) {
        pause.sleep(Duration.ofNanos(wait));
      }
    }
  }
}
