// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.util.concurrent.TimeUnit;

/**
 * How fast a body must come. The more of it has come, the longer the rest may take: the grace, and
 * as long as what is there takes at the least rate, but no longer than a body may take at all.
 */
final class Pace {

  private final BodyLimits limits;
  private final long start;
  private long bytes;

  /**
   * @param limits the limits of the body
   * @param start when it began, by {@link System#nanoTime}
   */
  Pace(BodyLimits limits, long start) {
    this.limits = limits;
    this.start = start;
  }

  /** More of the body has come. */
  void came(int count) {
    bytes += count;
  }

  /** How many nanoseconds are left for more of it to come; none if this is not positive. */
  long nanosLeft(long now) {
    return Math.min(limits.timeout().toNanos(), atLeastRate()) - (now - start);
  }

  private long atLeastRate() {
    long rate = limits.minRate();
    if (rate == 0) {
      return Long.MAX_VALUE;
    }
    double seconds = (double) bytes / rate; // an integer would overflow, or lose slow rates
    return limits.grace().toNanos() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  /** What a body that is too slow is told: the bound that it has come to. */
  String complaint() {
    return limits.timeout().toNanos() <= atLeastRate()
        ? "the body was not complete after " + limits.timeout().toMillis() + " ms"
        : "the body came slower than " + limits.minRate() + " bytes a second";
  }
}
