// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was counted in the tables after faults.
 *
 * @param injections faults that happened
 * @param rows rows that the tables should hold
 * @param lost rows that are not there although the job went on past them
 * @param blocked rows that are not there, or not readable, because the job or the table is stuck
 * @param doubled rows that are there once too often, counted each time
 * @param unreadable tables of which the current snapshot names files that are not there
 * @param silent jobs that ran on and committed nothing
 * @param stuck jobs that failed again and again, or ended
 */
record Tally(
    int injections,
    long rows,
    long lost,
    long blocked,
    long doubled,
    int unreadable,
    int silent,
    int stuck) {

  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * Counts.
   *
   * @param injections faults that happened
   * @param ending how the run ended
   * @param expected the ids that each table should hold once
   * @param found the ids that each table holds; none where it cannot be read
   */
  static Tally of(
      int injections,
      Ending ending,
      Map<String, List<String>> expected,
      Map<String, Optional<List<String>>> found) {
    boolean wentOn = ending == Ending.REACHED || ending == Ending.SILENT;
    long rows = 0;
    long missing = 0;
    long outOfReach = 0;
    long doubled = 0;
    int unreadable = 0;
    for (Map.Entry<String, List<String>> table : expected.entrySet()) {
      rows += table.getValue().size();
      Optional<List<String>> ids = found.get(table.getKey());
      if (ids.isEmpty()) {
        unreadable++;
        outOfReach += table.getValue().size();
      } else {
        Map<String, Integer> times = times(ids.get());
        missing += table.getValue().stream().filter(id -> !times.containsKey(id)).count();
        doubled += times.values().stream().mapToInt(each -> each - 1).sum();
      }
    }
    return new Tally(
        injections,
        rows,
        wentOn ? missing : 0,
        outOfReach + (wentOn ? 0 : missing),
        doubled,
        unreadable,
        ending == Ending.SILENT ? 1 : 0,
        ending == Ending.STUCK || ending == Ending.ENDED ? 1 : 0);
  }

  private static Map<String, Integer> times(List<String> ids) {
    Map<String, Integer> times = new HashMap<>();
    ids.forEach(id -> times.merge(id, 1, Integer::sum));
    return times;
  }

  /** Both together. */
  Tally and(Tally other) {
    return new Tally(
        injections + other.injections,
        rows + other.rows,
        lost + other.lost,
        blocked + other.blocked,
        doubled + other.doubled,
        unreadable + other.unreadable,
        silent + other.silent,
        stuck + other.stuck);
  }

  /** Whether every row is there once and every job went on. */
  boolean isExactlyOnce() {
    return lost == 0
        && blocked == 0
        && doubled == 0
        && unreadable == 0
        && silent == 0
        && stuck == 0;
  }
}
