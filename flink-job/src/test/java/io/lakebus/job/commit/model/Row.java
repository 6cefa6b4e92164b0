// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

/** The row of a record of the log, as one number. */
final class Row {

  private static final int PARTITION_SHIFT = 16;

  private Row() {}

  static int of(int partition, int offset) {
    return partition << PARTITION_SHIFT | offset;
  }

  static int partition(int row) {
    return row >>> PARTITION_SHIFT;
  }

  static int offset(int row) {
    return row & (1 << PARTITION_SHIFT) - 1;
  }

  /** As in {@code 1@7}: partition 1, offset 7. */
  static String text(int row) {
    return partition(row) + "@" + offset(row);
  }
}
