// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

/** When requests are due. Thread-safe. */
interface Schedule {

  /**
   * Takes the next request.
   *
   * @param now the time
   * @return when it is due: in the past if it could not be taken in time
   */
  long next(long now);

  /**
   * The schedule of a load.
   *
   * @param start when it begins
   * @param rate requests a second, if it is not up to the answers
   */
  static Schedule of(long start, OptionalDouble rate) {
    return rate.isPresent() ? new Steady(start, rate.getAsDouble()) : now -> now;
  }

  /** A request each so and so many nanoseconds, whoever is ready to send it. */
  final class Steady implements Schedule {

    private static final double SECOND = 1e9;

    private final long start;
    private final double period;
    private final AtomicLong taken = new AtomicLong();

    private Steady(long start, double rate) {
      this.start = start;
      this.period = SECOND / rate;
    }

    @Override
    public long next(long now) {
      return start + (long) (taken.getAndIncrement() * period);
    }
  }
}
