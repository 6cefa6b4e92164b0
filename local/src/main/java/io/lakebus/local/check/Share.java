// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.util.List;

/**
 * What one table has of one event.
 *
 * @param rows how many rows
 * @param marks whose they are, sorted: in a table of rules the rule of each row, in the archive the
 *     rules that took the event, in the quarantine {@code rule/code} of each dead letter, without
 *     the rule where it concerns the whole event
 */
record Share(long rows, List<String> marks) {

  Share {
    marks = marks.stream().sorted().toList();
  }

  /** What is in a table that has a mark for each row. */
  static Share of(List<String> marks) {
    return new Share(marks.size(), marks);
  }
}
