// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the program's log how the access log fares: at once when something changes, and again
 * from time to time while it is bad. The writer's thread uses it, and the one that ends the log
 * after it.
 */
final class Complaints {

  private static final Logger LOG = LoggerFactory.getLogger(BufferedAccessLog.class);

  private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

  private final String output;
  private final LongSupplier dropped;
  private boolean failing;
  private long droppedBefore;
  private long last = System.nanoTime() - INTERVAL;

  /**
   * @param output what the lines are written to
   * @param dropped how many are lost
   */
  Complaints(String output, LongSupplier dropped) {
    this.output = output;
    this.dropped = dropped;
  }

  void failed(IOException failure) {
    if (!failing || isDue()) {
      failing = true;
      last = System.nanoTime();
      LOG.error(
          "The access log cannot be written to {} ({}); requests are served without it, {} of its"
              + " lines are lost so far",
          output,
          failure.toString(),
          dropped.getAsLong());
    }
  }

  void written() {
    if (failing) {
      failing = false;
      droppedBefore = dropped.getAsLong();
      LOG.warn("The access log is written to {} again; {} lines are lost", output, droppedBefore);
    } else if (dropped.getAsLong() > droppedBefore && isDue()) {
      sayLost("takes them too slowly");
    }
  }

  /** The last word. */
  void ended() {
    if (dropped.getAsLong() > droppedBefore) {
      sayLost("did not take them");
    }
  }

  private void sayLost(String why) {
    last = System.nanoTime();
    droppedBefore = dropped.getAsLong();
    LOG.error("{} lines of the access log are lost: {} {}", droppedBefore, output, why);
  }

  private boolean isDue() {
    return System.nanoTime() - last >= INTERVAL;
  }
}
