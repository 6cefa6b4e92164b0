// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at tables again and again, and judges what it sees.
 *
 * <p>A catalog is asked for one table at a time, so two answers are never of one moment, and what
 * was committed in between is no fault. That is why the archive is looked at before and after the
 * others: a table may not be behind the archive's first look if it has a row of every event, and no
 * table of rows may be ahead of its second. If all tables of a checkpoint are committed at once,
 * neither can be; if they are not, it is seen as often as a look falls between them. Not
 * thread-safe.
 */
final class Sighting {

  private static final int KEPT_VIOLATIONS = 100;

  private final Snapshots snapshots;
  private final Watched watched;
  private final Map<TableId, TableState> last = new HashMap<>();
  private final Map<String, SeenCommit> commits = new LinkedHashMap<>();
  private final List<String> violations = new ArrayList<>();
  private long looks;
  private long failedLooks;

  /**
   * @param snapshots the tables
   * @param watched which of them
   */
  Sighting(Snapshots snapshots, Watched watched) {
    this.snapshots = snapshots;
    this.watched = watched;
  }

  /**
   * Looks once at all tables. A table that cannot be looked at ends the look; it is counted.
   *
   * @param now the time
   */
  void look(Instant now) {
    try {
      Optional<TableState> before = see(watched.archive());
      Map<TableId, TableState> others = new HashMap<>();
      for (TableId table : watched.others()) {
        see(table).ifPresent(state -> others.put(table, state));
      }
      Optional<TableState> after = see(watched.archive());
      before.ifPresent(state -> behind(state, others));
      others.forEach((table, state) -> ahead(table, state, after));
      after.ifPresent(
          state ->
              state
                  .commits()
                  .forEach(
                      commit ->
                          commits.computeIfAbsent(
                              commit.key(), key -> new SeenCommit(commit, now))));
      looks++;
    } catch (TablesException e) {
      failedLooks++;
    }
  }

  Sightings sightings() {
    return new Sightings(looks, failedLooks, violations, List.copyOf(commits.values()));
  }

  private Optional<TableState> see(TableId table) {
    Optional<TableState> seen = snapshots.look(table);
    TableState before = last.get(table);
    if (seen.isEmpty()) {
      if (before != null) {
        broken(table + " has vanished");
      }
      return seen;
    }
    TableState now = seen.get();
    if (before != null) {
      if (now.rows() < before.rows()) {
        broken(table + " had " + before.rows() + " rows and then " + now.rows());
      }
      if (!now.covers(before)) {
        broken(table + " was complete to " + before.place() + " and then to " + now.place());
      }
    }
    last.put(table, now);
    return seen;
  }

  private void behind(TableState archive, Map<TableId, TableState> others) {
    for (TableId twin : watched.twins()) {
      TableState state = others.get(twin);
      if (!archive.commits().isEmpty() && (state == null || !state.covers(archive))) {
        broken(
            twin
                + " was complete to "
                + (state == null ? "nothing" : state.place())
                + " after the archive was to "
                + archive.place());
      }
    }
  }

  private void ahead(TableId table, TableState state, Optional<TableState> archive) {
    if (!watched.ofDeadLetters(table)
        && !state.commits().isEmpty()
        && archive.filter(after -> after.covers(state)).isEmpty()) {
      broken(
          table
              + " was complete to "
              + state.place()
              + " before the archive, which was to "
              + archive.map(TableState::place).orElse("nothing"));
    }
  }

  private void broken(String violation) {
    if (violations.size() < KEPT_VIOLATIONS) {
      violations.add(violation);
    }
  }

  /**
   * The tables that are looked at.
   *
   * @param archive the table of all events
   * @param quarantine the table of dead letters
   * @param others all other tables
   * @param twins those of them that have a row of every event of the archive
   */
  record Watched(TableId archive, TableId quarantine, Set<TableId> others, Set<TableId> twins) {

    Watched {
      others = Set.copyOf(others);
      twins = Set.copyOf(twins);
    }

    boolean ofDeadLetters(TableId table) {
      return table.equals(quarantine);
    }
  }
}
