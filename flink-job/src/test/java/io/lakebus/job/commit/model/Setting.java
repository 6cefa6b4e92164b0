// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import java.util.random.RandomGenerator;

/**
 * What a schedule starts from.
 *
 * @param faults what may go wrong
 * @param log what there is to read
 * @param atOnce whether the catalog commits several tables at once
 */
record Setting(Faults faults, SimulatedLog log, boolean atOnce) {

  /** One catalog in so many cannot commit several tables at once. */
  private static final int SINGLY = 2;

  static Setting draw(RandomGenerator random) {
    return new Setting(Faults.draw(random), SimulatedLog.draw(random), random.nextInt(SINGLY) != 0);
  }

  @Override
  public String toString() {
    return "partitions of %s records, tables are committed %s, %s"
        .formatted(log.ends(), atOnce ? "at once" : "singly", faults);
  }
}
