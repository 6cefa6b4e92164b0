// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sql;

import java.net.ConnectException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Runs queries on Trino, one at a time, in one session. */
public final class Queries implements AutoCloseable {

  private final String url;
  private final Connection connection;

  /**
   * Opens a session.
   *
   * @param url of the JDBC driver, with catalog and schema
   * @throws QueryException if it cannot
   */
  public Queries(String url) {
    this.url = url;
    Properties properties = new Properties();
    properties.setProperty("user", "lakebus");
    properties.setProperty("source", "lakebus-sql");
    try {
      this.connection = DriverManager.getConnection(url, properties);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Runs a query; a semicolon at its end is left out.
   *
   * @throws QueryException if it fails
   */
  void run(String query, RowWriter writer) {
    try (Statement statement = connection.createStatement()) {
      boolean hasRows = statement.execute(query.strip().replaceFirst(";\\s*$", ""));
      if (!hasRows) {
        writer.columns(List.of("rows"));
        writer.row(List.of(statement.getLargeUpdateCount()));
        writer.end();
        return;
      }
      try (ResultSet rows = statement.getResultSet()) {
        writer.columns(names(rows.getMetaData()));
        while (rows.next()) {
          writer.row(Cells.of(rows));
        }
        writer.end();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * The one number that a query yields.
   *
   * @throws QueryException if it fails
   */
  public long number(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static List<String> names(ResultSetMetaData metadata) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int column = 1; column <= metadata.getColumnCount(); column++) {
      names.add(metadata.getColumnLabel(column));
    }
    return names;
  }

  /** What a person has to know of it, in one line. */
  private QueryException failure(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return new QueryException(
            "Trino does not answer at " + url + ". Start the stack with: lakebus up", failure);
      }
    }
    String message = String.valueOf(failure.getMessage());
    return new QueryException(
        message.replaceFirst("^Query failed \\(#\\w+\\): ", "").replaceAll("\\s*\\R\\s*", " "),
        failure);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
