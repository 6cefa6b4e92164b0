// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.JournalEntry;
import io.lakebus.local.journal.Outcome;
import io.lakebus.route.TableId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Everything that the journals of a run say about the tables.
 *
 * <p>An id stands for one event. One that was sent with two different details is not compared:
 * which of the two the tables have depends on which came first, and the journals do not tell.
 */
final class Expectations {

  private final TableId archive;
  private final TableId quarantine;
  private final Function<JournalEntry, Shares> shares;
  private final Map<String, ExpectedEvent> events = new HashMap<>();
  private final Set<String> reused = new HashSet<>();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private Instant start = Instant.MAX;
  private long withoutRow;

  /**
   * @param archive the table that has every accepted event
   * @param quarantine the table of dead letters
   * @param shares what an accepted event makes
   */
  Expectations(TableId archive, TableId quarantine, Function<JournalEntry, Shares> shares) {
    this.archive = archive;
    this.quarantine = quarantine;
    this.shares = shares;
  }

  /**
   * Adds one event of the run.
   *
   * @param sender the number of the journal that has it
   */
  void add(JournalEntry entry, int sender) {
    outcomes.merge(entry.outcome(), 1L, Long::sum);
    start = entry.sentAt().isBefore(start) ? entry.sentAt() : start;
    ExpectedEvent event = ExpectedEvent.of(entry, sender, shares.apply(entry));
    ExpectedEvent known = events.get(entry.id());
    if (known != null && !known.detailSha256().equals(event.detailSha256())) {
      reused.add(entry.id());
    }
    events.put(entry.id(), known == null ? event : known.and(event));
  }

  /** Adds events that were sent once more, which no entry tells of. */
  void addRepeats(long count) {
    withoutRow += count;
  }

  /**
   * Adds records that were gone from the log before the job had read them: whether their events
   * have rows, by another record or not, is unknown.
   *
   * @param ids their events' ids, one for each record
   */
  void addExpired(List<String> ids) {
    withoutRow += ids.size();
    ids.forEach(id -> events.computeIfPresent(id, (same, event) -> event.inDoubt()));
  }

  /** How many records may have left no row beside those that the entries tell of. */
  long withoutRow() {
    return withoutRow;
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

  TableId quarantine() {
    return quarantine;
  }

  /** The tables that events of the run go to, in the order of their names. */
  Set<TableId> tables() {
    Set<TableId> tables = new TreeSet<>(TableFinding.BY_NAME);
    Set<Shares> kinds = Collections.newSetFromMap(new IdentityHashMap<>());
    for (ExpectedEvent event : events.values()) {
      if (kinds.add(event.shares())) {
        tables.addAll(event.shares().tables());
      }
    }
    return tables;
  }

  /** The events by their ids. */
  Map<String, ExpectedEvent> events() {
    return Collections.unmodifiableMap(events);
  }

  /** The ids that were sent with different details. */
  Set<String> reused() {
    return Collections.unmodifiableSet(reused);
  }
}
