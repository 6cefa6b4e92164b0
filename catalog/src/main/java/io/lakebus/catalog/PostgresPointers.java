// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.catalog.PointerChange.Added;
import io.lakebus.catalog.PointerChange.Moved;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pointers as rows of the table that Iceberg's JDBC catalog keeps, schema version V1. */
final class PostgresPointers implements Pointers {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresPointers.class);

  private static final String THE_TABLE =
      " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?"
          + " AND (iceberg_type = 'TABLE' OR iceberg_type IS NULL)";
  private static final String FIND = "SELECT metadata_location FROM iceberg_tables" + THE_TABLE;
  private static final String MOVE =
      "UPDATE iceberg_tables SET metadata_location = ?, previous_metadata_location = ?"
          + THE_TABLE
          + " AND metadata_location = ?";
  private static final String ADD =
      "INSERT INTO iceberg_tables (catalog_name, table_namespace, table_name, metadata_location,"
          + " previous_metadata_location, iceberg_type) VALUES (?, ?, ?, ?, NULL, 'TABLE')";

  private static final String UNIQUE_VIOLATION = "23505";

  /** Two commits that share tables lock them in one order, so that neither waits for the other. */
  private static final Comparator<PointerChange> LOCK_ORDER =
      Comparator.comparing(change -> change.table().toString());

  private final Database database;
  private final String catalogName;
  private final CommitFate fate;

  PostgresPointers(Database database, String catalogName, CommitFate fate) {
    this.database = database;
    this.catalogName = catalogName;
    this.fate = fate;
  }

  @Override
  public Optional<String> find(TableIdentifier table) {
    try {
      return database.run(connection -> select(connection, table));
    } catch (SQLException first) {
      // A connection that broke while it lay in the pool; reading again harms nothing.
      try {
        return database.run(connection -> select(connection, table));
      } catch (SQLException second) {
        second.addSuppressed(first);
        throw new DatabaseException("Cannot read where table " + table + " is", second);
      }
    }
  }

  @Override
  public void change(List<PointerChange> changes) {
    List<PointerChange> ordered = changes.stream().sorted(LOCK_ORDER).toList();
    try {
      database.run(
          connection -> {
            changeOn(connection, ordered);
            return ordered.size();
          });
    } catch (SQLException e) {
      settle(ordered, e);
    }
  }

  /**
   * What fails before the commit is sent leaves no trace; it leaves here as an unchecked exception
   * that says so. A checked one comes from the commit itself and says nothing about its fate.
   */
  private void changeOn(Connection connection, List<PointerChange> changes) throws SQLException {
    try {
      connection.setAutoCommit(false);
      for (PointerChange change : changes) {
        apply(connection, change);
      }
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw new AlreadyExistsException(e, "A table or view of this name exists already");
      }
      throw new DatabaseException("The database did not take the commit: " + e.getMessage(), e);
    }
    connection.commit();
  }

  private void apply(Connection connection, PointerChange change) throws SQLException {
    switch (change) {
      case Added added -> {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
          setTable(insert, 1, added.table());
          insert.setString(4, added.to());
          insert.executeUpdate();
        }
      }
      case Moved moved -> {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
          update.setString(1, moved.to());
          update.setString(2, moved.from());
          setTable(update, 3, moved.table());
          update.setString(6, moved.from());
          if (update.executeUpdate() != 1) {
            throw new CommitFailedException(
                "Table %s is not at %s any more", moved.table(), moved.from());
          }
        }
      }
    }
  }

  private void settle(List<PointerChange> changes, SQLException cause) {
    switch (fate.lookUp(changes)) {
      case DONE -> LOG.info("A commit whose reply was lost is done: {}", changes);
      case NOT_DONE ->
          throw new DatabaseException("The database lost the commit; nothing was changed", cause);
      case UNKNOWN -> throw new CommitStateUnknownException(cause);
    }
  }

  private Optional<String> select(Connection connection, TableIdentifier table)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      setTable(select, 1, table);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  private void setTable(PreparedStatement statement, int first, TableIdentifier table)
      throws SQLException {
    statement.setString(first, catalogName);
    statement.setString(first + 1, table.namespace().toString());
    statement.setString(first + 2, table.name());
  }
}
