// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;

/** Iceberg's generic records as Flink's rows. */
final class FlinkRows {

  private FlinkRows() {}

  /** A record as a row. */
  static RowData of(Types.StructType type, Record record) {
    GenericRowData row = new GenericRowData(type.fields().size());
    for (int i = 0; i < type.fields().size(); i++) {
      row.setField(i, value(record.get(i)));
    }
    return row;
  }

  private static Object value(Object value) {
    return switch (value) {
      case null -> null;
      case CharSequence text -> StringData.fromString(text.toString());
      case OffsetDateTime time -> TimestampData.fromInstant(time.toInstant());
      case List<?> list -> new GenericArrayData(list.stream().map(FlinkRows::value).toArray());
      case Map<?, ?> map ->
          new GenericMapData(
              map.entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          entry -> value(entry.getKey()), entry -> value(entry.getValue()))));
      case Integer number -> number;
      case Long number -> number;
      case Double number -> number;
      default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
    };
  }
}
