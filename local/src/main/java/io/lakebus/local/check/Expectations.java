// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.JournalEntry;
import io.lakebus.local.journal.Outcome;
import io.lakebus.route.TableId;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Everything that a journal says about the tables. */
final class Expectations {

  private final TableId archive;
  private final Function<JournalEntry, Map<TableId, Integer>> rowsOfEvent;
  private final Map<TableId, Map<String, Expected>> byTable = new HashMap<>();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private Instant start = Instant.MAX;

  /**
   * @param archive the table that has every accepted event
   * @param rowsOfEvent how many rows an accepted event has, by table
   */
  Expectations(TableId archive, Function<JournalEntry, Map<TableId, Integer>> rowsOfEvent) {
    this.archive = archive;
    this.rowsOfEvent = rowsOfEvent;
  }

  /** Adds one event of the run. */
  void add(JournalEntry entry) {
    outcomes.merge(entry.outcome(), 1L, Long::sum);
    start = entry.sentAt().isBefore(start) ? entry.sentAt() : start;
    rowsOfEvent
        .apply(entry)
        .forEach(
            (table, rows) ->
                byTable
                    .computeIfAbsent(table, key -> new HashMap<>())
                    .merge(
                        entry.id(),
                        new Expected(rows, entry.outcome(), entry.detailSha256()),
                        Expectations::surer));
  }

  /** How many events had an outcome. */
  long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** When the run began; rows received earlier are not its rows. */
  Instant start() {
    return start;
  }

  TableId archive() {
    return archive;
  }

  /** The tables that events of the run go to, in the order of their names. */
  Set<TableId> tables() {
    Set<TableId> tables = new TreeSet<>(Comparator.comparing(TableId::toString));
    tables.addAll(byTable.keySet());
    return tables;
  }

  /** What is expected of a table, by the events' ids. */
  Map<String, Expected> of(TableId table) {
    return byTable.getOrDefault(table, Map.of());
  }

  /** An event sent twice in one run is one event: what is known for certain of it holds. */
  private static Expected surer(Expected first, Expected second) {
    return first.outcome().compareTo(second.outcome()) <= 0 ? first : second;
  }
}
