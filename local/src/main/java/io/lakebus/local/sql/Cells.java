// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sql;

import io.trino.jdbc.Row;
import io.trino.jdbc.RowField;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The driver's values as plain ones: numbers, booleans, texts, lists and maps of them. */
final class Cells {

  private Cells() {}

  static List<Object> of(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    List<Object> cells = new ArrayList<>(columns);
    for (int column = 1; column <= columns; column++) {
      Object value = rows.getObject(column);
      // As a text a time keeps its zone and its precision.
      cells.add(value instanceof Date ? rows.getString(column) : plain(value));
    }
    return cells;
  }

  private static Object plain(Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case Number number -> number;
      case Boolean truth -> truth;
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case Array array -> plain(Arrays.asList((Object[]) array.getArray()));
      case List<?> list -> {
        List<Object> plain = new ArrayList<>();
        for (Object element : list) {
          plain.add(plain(element));
        }
        yield plain;
      }
      case Map<?, ?> map -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          plain.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
        }
        yield plain;
      }
      case Row row -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (RowField field : row.getFields()) {
          String name = field.getName().orElse("field" + field.getOrdinal());
          plain.put(name, plain(field.getValue()));
        }
        yield plain;
      }
      default -> value.toString();
    };
  }
}
