// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.measure;

import io.lakebus.route.TableId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** Counts the rows of single events in an archive, through Trino. Not thread-safe. */
final class ArchiveRows implements AutoCloseable {

  /** Trino's error codes SCHEMA_NOT_FOUND and TABLE_NOT_FOUND. */
  private static final Set<Integer> NOT_THERE = Set.of(45, 46);

  private final Connection trino;
  private final PreparedStatement count;

  /**
   * Opens a session.
   *
   * @param jdbcUrl of Trino, with the catalog
   * @param archive the table that has a row of every accepted event
   */
  ArchiveRows(String jdbcUrl, TableId archive) throws SQLException {
    trino = DriverManager.getConnection(jdbcUrl, "freshness", null);
    count =
        trino.prepareStatement(
            "SELECT count(*) FROM \""
                + archive.namespace()
                + "\".\""
                + archive.name()
                + "\" WHERE _event_id = ?");
  }

  /** How many rows an event has now: none, too, where the table comes with its first event. */
  long of(String eventId) throws SQLException {
    count.setString(1, eventId);
    try (ResultSet rows = count.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      if (NOT_THERE.contains(e.getErrorCode())) {
        return 0;
      }
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    trino.close();
  }
}
