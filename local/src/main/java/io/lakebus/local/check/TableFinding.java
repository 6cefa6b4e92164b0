// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How one table compares with the journals.
 *
 * <ul>
 *   <li>lost: an accepted event has fewer rows than it makes, and no dead letter says why
 *   <li>doubled: an event has more rows than it makes
 *   <li>phantom: a row of an event that was never sent, or refused
 *   <li>torn: an event whose answer was lost has some of its rows and not all
 *   <li>changed: an event's detail is another than the one that was sent
 *   <li>misrouted: rows of an event that its rules do not make, or that another rule made
 * </ul>
 *
 * @param table the table
 * @param expected rows that accepted events make there
 * @param found rows that it has of the run's events
 * @param deviations the ids of events by what is wrong with them; no list is empty
 */
record TableFinding(
    TableId table, long expected, long found, Map<Deviation, List<String>> deviations) {

  static final Comparator<TableId> BY_NAME = Comparator.comparing(TableId::toString);

  TableFinding {
    Map<Deviation, List<String>> copy = new EnumMap<>(Deviation.class);
    deviations.forEach((deviation, ids) -> copy.put(deviation, List.copyOf(ids)));
    deviations = copy;
  }

  /** The ids of events with this fault. */
  List<String> of(Deviation deviation) {
    return deviations.getOrDefault(deviation, List.of());
  }

  /** Whether the table has exactly what it should. */
  boolean isRight() {
    return deviations.isEmpty();
  }

  /** Counts while a table is compared. */
  static final class Tally {

    private final Map<Deviation, List<String>> deviations = new EnumMap<>(Deviation.class);
    private long expected;
    private long found;

    void expect(long rows) {
      expected += rows;
    }

    void find(long rows) {
      found += rows;
    }

    void add(Deviation deviation, String id) {
      deviations.computeIfAbsent(deviation, none -> new ArrayList<>()).add(id);
    }

    TableFinding of(TableId table) {
      return new TableFinding(table, expected, found, deviations);
    }
  }
}
