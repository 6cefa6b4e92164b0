// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The log: records by partition and offset, and for each the tables that get a row of it. An event
 * has its row in the archive and in the tables of its rules; a dead letter in the quarantine only;
 * a repeat has none.
 */
final class SimulatedLog {

  private static final int MOST_PARTITIONS = 3;
  private static final int FEWEST_RECORDS = 3;
  private static final int RECORDS_SPREAD = 8;

  private static final int REFUSED_LATER = 1 << Tables.NAMES.size();

  /** By partition and offset, a bit for each table, and one more. */
  private final int[][] tables;

  private SimulatedLog(int[][] tables) {
    this.tables = tables;
  }

  /** A log without records. */
  static SimulatedLog empty() {
    return new SimulatedLog(new int[1][0]);
  }

  static SimulatedLog draw(RandomGenerator random) {
    int[][] tables = new int[1 + random.nextInt(MOST_PARTITIONS)][];
    for (int partition = 0; partition < tables.length; partition++) {
      tables[partition] = new int[FEWEST_RECORDS + random.nextInt(RECORDS_SPREAD)];
      Arrays.setAll(tables[partition], offset -> route(random));
    }
    return new SimulatedLog(tables);
  }

  private static int route(RandomGenerator random) {
    return switch (random.nextInt(12)) {
      case 0 -> 0;
      case 1 -> bit(Tables.QUARANTINE);
      case 2 -> bit(Tables.ARCHIVE);
      case 3 -> bit(Tables.ARCHIVE) | bit(Tables.CAT1) | bit(Tables.QUARANTINE);
      case 4, 5 -> bit(Tables.ARCHIVE) | bit(Tables.QUARANTINE) | REFUSED_LATER;
      case 6, 7 -> bit(Tables.ARCHIVE) | bit(Tables.CAT1) | bit(Tables.CAT2);
      default -> bit(Tables.ARCHIVE) | bit(Tables.CAT1);
    };
  }

  private static int bit(int table) {
    return 1 << table;
  }

  int partitions() {
    return tables.length;
  }

  /** How many records a partition has. */
  int end(int partition) {
    return tables[partition].length;
  }

  /** How many records each partition has. */
  List<Integer> ends() {
    return Arrays.stream(tables).map(records -> records.length).toList();
  }

  /** Whether a record has a row in a table. */
  boolean goesTo(int table, int partition, int offset) {
    return (tables[partition][offset] & bit(table)) != 0;
  }

  /** Whether a record's row in the quarantine comes at the barrier only. */
  boolean isRefusedLater(int partition, int offset) {
    return (tables[partition][offset] & REFUSED_LATER) != 0;
  }
}
