// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.apache.iceberg.jdbc.JdbcClientPool;

/**
 * Gives {@link org.apache.iceberg.jdbc.JdbcCatalog} the connections of a {@link Database}, and runs
 * each action once whatever the caller wishes: Iceberg's own pool repeats an action after a lost
 * connection, also one that was done.
 */
final class OncePool extends JdbcClientPool {

  private final Database database;

  OncePool(Database database) {
    super(1, "", Map.of());
    this.database = database;
  }

  @Override
  public <R> R run(Action<R, Connection, SQLException> action) throws SQLException {
    try {
      return database.run(action);
    } catch (DatabaseException e) {
      // The caller may have run other actions before this one: to it, this is any SQL failure.
      throw new SQLTransientConnectionException(e.getMessage(), e);
    }
  }

  @Override
  public <R> R run(Action<R, Connection, SQLException> action, boolean retry) throws SQLException {
    return run(action);
  }
}
