// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.catalog.PointerChange.Moved;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.exceptions.NotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a commit was done whose reply was lost.
 *
 * <p>The lost transaction holds the lock of each row that it moved until it ends. So the row is
 * read with a lock: once that is granted, the transaction has ended, and the row tells how.
 * Metadata files have names that are never used twice, so the row tells it also after others have
 * committed on top.
 */
final class CommitFate {

  /** What is known about a commit. */
  enum Fate {
    /** It was done. */
    DONE,
    /** It was not done and never will be. */
    NOT_DONE,
    /** Neither is proven. */
    UNKNOWN
  }

  private static final Logger LOG = LoggerFactory.getLogger(CommitFate.class);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

  private static final String LOCK =
      "SELECT metadata_location, previous_metadata_location FROM iceberg_tables"
          + " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ? FOR UPDATE";

  private final Database database;
  private final String catalogName;
  private final Function<String, List<String>> predecessors;
  private final Duration patience;

  /**
   * Creates it.
   *
   * @param predecessors the metadata files before a metadata file, as that file lists them
   * @param patience how long to try, with a database that does not answer
   */
  CommitFate(
      Database database,
      String catalogName,
      Function<String, List<String>> predecessors,
      Duration patience) {
    this.database = database;
    this.catalogName = catalogName;
    this.predecessors = predecessors;
    this.patience = patience;
  }

  /** The fate of a commit of these changes: as they are one transaction, that of one of them. */
  Fate lookUp(List<PointerChange> changes) {
    PointerChange witness =
        changes.stream().filter(Moved.class::isInstance).findFirst().orElse(changes.getFirst());
    long deadline = System.nanoTime() + patience.toNanos();
    do {
      try {
        Optional<Row> row = database.run(connection -> lock(connection, witness));
        return row.map(found -> judge(witness, found)).orElse(Fate.UNKNOWN);
      } catch (DatabaseException | SQLException e) {
        LOG.warn("Cannot look up yet whether {} was committed: {}", witness, e.getMessage());
      }
    } while (pause() && System.nanoTime() < deadline);
    return Fate.UNKNOWN;
  }

  private Fate judge(PointerChange change, Row row) {
    if (row.current().equals(change.to()) || row.previous().equals(Optional.of(change.to()))) {
      return Fate.DONE;
    }
    Optional<String> from =
        change instanceof Moved moved ? Optional.of(moved.from()) : Optional.empty();
    if (from.isPresent() && (from.get().equals(row.current()) || from.equals(row.previous()))) {
      return Fate.NOT_DONE;
    }
    try {
      List<String> history = predecessors.apply(row.current());
      if (history.contains(change.to())) {
        return Fate.DONE;
      }
      return from.isPresent() && history.contains(from.get()) ? Fate.NOT_DONE : Fate.UNKNOWN;
    } catch (NotFoundException e) {
      LOG.warn("The metadata file {} is missing", row.current(), e);
      return Fate.UNKNOWN;
    }
  }

  private Optional<Row> lock(Connection connection, PointerChange change) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setString(1, catalogName);
      select.setString(2, change.table().namespace().toString());
      select.setString(3, change.table().name());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(new Row(rows.getString(1), Optional.ofNullable(rows.getString(2))))
            : Optional.empty();
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(BETWEEN_ATTEMPTS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private record Row(String current, Optional<String> previous) {}
}
