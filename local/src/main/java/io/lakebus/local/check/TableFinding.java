// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.util.List;

/**
 * How one table compares with the journal.
 *
 * @param table the table
 * @param expected rows that accepted events make there
 * @param found rows that it has of the run's events
 * @param lost ids of events that have fewer rows than they make
 * @param doubled ids of events that have more rows than they make
 * @param phantom ids of rows that no event of the run accounts for
 * @param changed ids of events whose detail is another than the one that was sent
 */
record TableFinding(
    TableId table,
    long expected,
    long found,
    List<String> lost,
    List<String> doubled,
    List<String> phantom,
    List<String> changed) {

  TableFinding {
    lost = List.copyOf(lost);
    doubled = List.copyOf(doubled);
    phantom = List.copyOf(phantom);
    changed = List.copyOf(changed);
  }

  /** Whether the table has exactly what it should. */
  boolean isRight() {
    return lost.isEmpty() && doubled.isEmpty() && phantom.isEmpty() && changed.isEmpty();
  }
}
