// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.apache.iceberg.ClientPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog's PostgreSQL: a pool of connections that replaces broken ones by itself and never
 * repeats what was run on one. A repeated commit would find its own first attempt and call it a
 * conflict.
 */
final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

  /** Connections that are kept when nobody asks; a quiet catalog holds few of the database's. */
  private static final int IDLE_CONNECTIONS = 2;

  private static final Duration IDLE_TIME = Duration.ofMinutes(1);

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Opens the pool. No connection is made yet. */
  static Database open(CatalogConfig.Postgres config, MeterRegistry meters) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("catalog");
    hikari.setJdbcUrl(config.uri());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
    hikari.setMaximumPoolSize(config.connections());
    hikari.setMinimumIdle(IDLE_CONNECTIONS);
    hikari.setIdleTimeout(IDLE_TIME.toMillis());
    hikari.setConnectionTimeout(config.timeout().toMillis());
    hikari.setValidationTimeout(Math.min(1_000, config.timeout().toMillis()));
    hikari.setInitializationFailTimeout(-1);
    hikari.setMetricRegistry(meters);
    hikari.addDataSourceProperty("ApplicationName", "lakebus-catalog");
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    hikari.addDataSourceProperty("connectTimeout", Long.toString(seconds(config.timeout())));
    // A statement ends in the database before its connection is given up here, and a transaction
    // whose process was stopped halfway lets go of its rows.
    hikari.addDataSourceProperty("socketTimeout", Long.toString(seconds(config.timeout()) * 3));
    hikari.addDataSourceProperty(
        "options",
        "-c statement_timeout=%d -c idle_in_transaction_session_timeout=%d"
            .formatted(config.timeout().toMillis(), config.timeout().toMillis() * 2));
    return new Database(new HikariDataSource(hikari));
  }

  /**
   * Runs an action on a connection, once.
   *
   * @throws DatabaseException if no connection could be had, so that nothing was run
   * @throws SQLException as the action throws it; what was sent may have been done
   */
  <R> R run(ClientPool.Action<R, Connection, SQLException> action) throws SQLException {
    try (Connection connection = connect()) {
      return action.run(connection);
    }
  }

  /** Whether the database answers a query within its time limit. */
  boolean answers() {
    try {
      return run(Database::selectOne);
    } catch (DatabaseException | SQLException e) {
      LOG.warn("The database does not answer: {}", e.getMessage());
      return false;
    }
  }

  /**
   * Waits until the database answers, telling the log of it.
   *
   * @throws DatabaseException if it does not within the time given
   */
  void await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (int attempt = 1; !answers(); attempt++) {
      if (System.nanoTime() > deadline) {
        throw new DatabaseException(
            "The database at %s did not answer within %d s"
                .formatted(pool.getJdbcUrl(), seconds(patience)),
            null);
      }
      LOG.info("Waiting for the database at {}, attempt {}", pool.getJdbcUrl(), attempt);
      Thread.sleep(BETWEEN_ATTEMPTS);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private Connection connect() {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw new DatabaseException("No connection to the database: " + e.getMessage(), e);
    }
  }

  private static boolean selectOne(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      return rows.next();
    }
  }

  private static long seconds(Duration duration) {
    return Math.max(1, duration.toSeconds());
  }
}
