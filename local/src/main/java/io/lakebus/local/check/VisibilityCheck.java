// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.Table;

/**
 * {@link Invariant#VISIBILITY}, afterwards and while the run went on: the history of each table
 * ({@link History}), what of the log has left no row ({@link LogCover}), and what a {@link Reader}
 * saw.
 */
final class VisibilityCheck {

  private final IcebergTables iceberg;
  private final Expectations expectations;
  private final Map<TableId, History> histories;

  private VisibilityCheck(
      IcebergTables iceberg, Expectations expectations, Map<TableId, History> histories) {
    this.iceberg = iceberg;
    this.expectations = expectations;
    this.histories = histories;
  }

  /**
   * Reads the histories of tables.
   *
   * @throws TablesException if they cannot be read now
   */
  static VisibilityCheck read(
      IcebergTables iceberg, Expectations expectations, Iterable<TableId> tables) {
    Map<TableId, History> histories = new TreeMap<>(TableFinding.BY_NAME);
    tables.forEach(table -> histories.put(table, iceberg.history(table)));
    return new VisibilityCheck(iceberg, expectations, histories);
  }

  /** The archive's history. */
  History ofArchive() {
    return histories.getOrDefault(expectations.archive(), History.NONE);
  }

  Verdict verdict(Optional<Sightings> sightings, Map<String, Found> archived) {
    List<String> violations = new ArrayList<>();
    List<String> compared = new ArrayList<>();
    sightings.ifPresent(seen -> violations.addAll(seen.violations()));
    compared.add(
        sightings
            .map(seen -> "%,d looks, %,d failed".formatted(seen.looks(), seen.failedLooks()))
            .orElse("nobody looked on"));
    histories.values().forEach(history -> violations.addAll(history.violations()));
    compared.add(
        "%,d commits to %d tables, each with its rows and the one before"
            .formatted(
                histories.values().stream().mapToLong(one -> one.commits().size()).sum(),
                histories.size()));
    Optional<LogCover> cover = cover(archived);
    cover.flatMap(LogCover::violation).ifPresent(violations::add);
    compared.add(
        cover
            .map(
                log ->
                    "%,d records of the log, %,d without a row, %,d may be repeats"
                        .formatted(log.records(), log.holes(), log.repeats()))
            .orElse("the log cannot be compared"));
    return Verdict.of(Invariant.VISIBILITY, String.join("; ", compared), violations);
  }

  private Optional<LogCover> cover(Map<String, Found> archived) {
    List<Commit> commits = ofArchive().commits();
    if (commits.isEmpty()) {
      return Optional.empty();
    }
    List<Table> tables =
        Stream.of(expectations.archive(), expectations.quarantine())
            .flatMap(id -> iceberg.load(id).stream())
            .toList();
    return LogCover.of(tables, iceberg, commits.getLast(), expectations, archived);
  }
}
