// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares a journal with the tables.
 *
 * <p>An accepted event has all its rows in every table, a refused one none. An event whose outcome
 * is unknown has all its rows or none: where the archive has it, it counts as accepted.
 */
final class JournalCheck {

  private final Expectations expectations;

  JournalCheck(Expectations expectations) {
    this.expectations = expectations;
  }

  /**
   * Compares every table once.
   *
   * @throws TablesException if they cannot be read now
   */
  List<TableFinding> compare(Tables tables) {
    Set<TableId> toCompare = expectations.tables();
    toCompare.add(expectations.archive());
    Set<TableId> existing = new HashSet<>();
    toCompare.stream()
        .map(TableId::namespace)
        .distinct()
        .forEach(namespace -> existing.addAll(tables.in(namespace)));
    toCompare.addAll(existing);
    TableId archive = expectations.archive();
    Map<String, Found> archived = rows(tables, existing, archive);
    List<TableFinding> findings = new ArrayList<>();
    for (TableId table : toCompare) {
      Map<String, Found> rows = table.equals(archive) ? archived : rows(tables, existing, table);
      findings.add(compare(table, rows, archived.keySet()));
    }
    return findings;
  }

  private static Map<String, Found> rows(Tables tables, Set<TableId> existing, TableId table) {
    return existing.contains(table) ? tables.rows(table) : Map.of();
  }

  private TableFinding compare(TableId table, Map<String, Found> rows, Set<String> archived) {
    Map<String, Expected> events = expectations.of(table);
    List<String> lost = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    List<String> phantom = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    long expectedRows = 0;
    long foundRows = 0;
    for (Map.Entry<String, Expected> event : events.entrySet()) {
      String id = event.getKey();
      Expected expected = event.getValue();
      Found found = rows.get(id);
      long count = found == null ? 0 : found.rows();
      foundRows += count;
      if (isThere(expected, archived.contains(id))) {
        expectedRows += expected.rows();
        if (count < expected.rows()) {
          lost.add(id);
        } else if (count > expected.rows()) {
          doubled.add(id);
        } else if (!sameDetail(expected, found)) {
          changed.add(id);
        }
      } else if (count > 0) {
        phantom.add(id);
      }
    }
    for (Map.Entry<String, Found> row : rows.entrySet()) {
      if (!events.containsKey(row.getKey()) && isOfThisRun(row.getValue())) {
        foundRows += row.getValue().rows();
        phantom.add(row.getKey());
      }
    }
    return new TableFinding(table, expectedRows, foundRows, lost, doubled, phantom, changed);
  }

  private static boolean isThere(Expected expected, boolean archived) {
    return switch (expected.outcome()) {
      case ACCEPTED -> true;
      case REJECTED -> false;
      case UNKNOWN -> archived;
    };
  }

  private static boolean sameDetail(Expected expected, Found found) {
    return found.detailSha256().map(expected.detailSha256()::equals).orElse(true);
  }

  private boolean isOfThisRun(Found found) {
    return !found.receivedAt().isBefore(expectations.start());
  }
}
