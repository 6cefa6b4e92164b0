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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/** The tables through Trino: each query has a connection of its own, so a dead Trino is no end. */
public final class TrinoTables implements Tables {

  /** Separates the names in a list of them; no rule's name has it. */
  private static final String SEPARATOR = " ";

  private static final Pattern SEPARATORS = Pattern.compile(SEPARATOR);

  private final String url;
  private final String vendor;
  private final TableId archive;
  private final TableId quarantine;
  private final Marks known = new Marks();

  /**
   * @param url the JDBC URL with the catalog, {@code jdbc:trino://localhost:8082/lakebus}
   * @param vendor whose events are read
   * @param archive the table that keeps the vendors' JSON
   * @param quarantine the table of dead letters
   */
  public TrinoTables(String url, String vendor, TableId archive, TableId quarantine) {
    this.url = url;
    this.vendor = vendor;
    this.archive = archive;
    this.quarantine = quarantine;
  }

  @Override
  public String reader() {
    return "Trino";
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
    boolean hasDetail = table.equals(archive);
    String sql =
        "SELECT _event_id, count(*), to_unixtime(max(_received_at)),"
            + " max(_kafka_partition), max(_kafka_offset), min(_bus_version), max(_bus_version), "
            + marks(table)
            + (hasDetail ? ", lower(to_hex(sha256(to_utf8(max(detail)))))" : "")
            + " FROM "
            + quoted(table.namespace())
            + "."
            + quoted(table.name())
            + " WHERE _vendor = ? AND _event_id IS NOT NULL GROUP BY _event_id";
    return query(
        sql,
        vendor,
        rows -> {
          Map<String, Found> found = new HashMap<>();
          while (rows.next()) {
            found.put(rows.getString(1), found(rows, hasDetail));
          }
          return found;
        });
  }

  private String marks(TableId table) {
    if (table.equals(archive)) {
      return "max(array_join(_rules, '" + SEPARATOR + "'))";
    }
    String mark = table.equals(quarantine) ? "coalesce(rule, '') || '/' || code" : "_rule";
    return "array_join(array_agg(" + mark + "), '" + SEPARATOR + "')";
  }

  private Found found(ResultSet row, boolean hasDetail) throws SQLException {
    return new Found(
        known.share(row.getLong(2), names(row.getString(8))),
        instant(row.getDouble(3)),
        new Place(row.getInt(4), row.getLong(5)),
        row.getInt(6) == row.getInt(7) ? OptionalInt.of(row.getInt(6)) : OptionalInt.empty(),
        hasDetail ? Optional.of(row.getString(9)) : Optional.empty());
  }

  private static List<String> names(String joined) {
    return joined.isEmpty() ? List.of() : SEPARATORS.splitAsStream(joined).toList();
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
