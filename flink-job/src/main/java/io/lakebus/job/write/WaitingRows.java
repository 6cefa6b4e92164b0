// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that wait for their table, or for columns of it, until one call of the catalog serves all of
 * them. They are in memory, so there is a limit to how many wait and to how large they are.
 */
final class WaitingRows {

  static final int MOST_ROWS = 100;

  /** Of the details of their events; the last row may be beyond. */
  private static final long MOST_BYTES = 4L << 20;

  private final List<RuleRow> rows = new ArrayList<>();
  private long bytes;

  void add(RuleRow row) {
    rows.add(row);
    bytes += row.item().event().detail().length;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Whether the rows are to wait no longer. */
  boolean isFull() {
    return rows.size() >= MOST_ROWS || bytes >= MOST_BYTES;
  }

  /** Hands over all rows, in the order in which they came. */
  List<RuleRow> take() {
    List<RuleRow> taken = List.copyOf(rows);
    rows.clear();
    bytes = 0;
    return taken;
  }
}
