// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The tables through Trino: each query has a connection of its own, so a dead Trino is no end. */
final class TrinoTables implements Tables {

  private final String url;
  private final String vendor;
  private final TableId archive;

  /**
   * @param url the JDBC URL with the catalog, {@code jdbc:trino://localhost:8082/lakebus}
   * @param vendor whose events are read
   * @param archive the table that keeps the vendors' JSON
   */
  TrinoTables(String url, String vendor, TableId archive) {
    this.url = url;
    this.vendor = vendor;
    this.archive = archive;
  }

  @Override
  public Set<TableId> in(String namespace) {
    String sql =
        "SELECT table_name FROM information_schema.columns"
            + " WHERE table_schema = ? AND column_name = '_event_id'";
    return query(
        sql,
        namespace,
        rows -> {
          Set<TableId> tables = new HashSet<>();
          while (rows.next()) {
            tables.add(new TableId(namespace, rows.getString(1)));
          }
          return tables;
        });
  }

  @Override
  public Map<String, Found> rows(TableId table) {
    String name = quoted(table.namespace()) + "." + quoted(table.name());
    boolean hasDetail = table.equals(archive);
    String sql =
        "SELECT _event_id, count(*), to_unixtime(max(_received_at))"
            + (hasDetail ? ", lower(to_hex(sha256(to_utf8(max(detail)))))" : "")
            + " FROM "
            + name
            + " WHERE _vendor = ? AND _event_id IS NOT NULL GROUP BY _event_id";
    return query(
        sql,
        vendor,
        rows -> {
          Map<String, Found> found = new HashMap<>();
          while (rows.next()) {
            found.put(
                rows.getString(1),
                new Found(
                    rows.getLong(2),
                    instant(rows.getDouble(3)),
                    hasDetail ? Optional.of(rows.getString(4)) : Optional.empty()));
          }
          return found;
        });
  }

  /** Reads a result. */
  private interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> T query(String sql, String parameter, Reading<T> reading) {
    Properties properties = new Properties();
    properties.setProperty("user", "lakebus-check");
    try (Connection connection = DriverManager.getConnection(url, properties);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        return reading.read(rows);
      }
    } catch (SQLException e) {
      throw new TablesException("Trino at " + url + ": " + e.getMessage(), e);
    }
  }

  private static Instant instant(double epochSeconds) {
    return Instant.ofEpochMilli((long) Math.ceil(epochSeconds * 1000));
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
