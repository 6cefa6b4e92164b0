// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.List;
import java.util.Map;

/**
 * What the definition says about a table.
 *
 * @param partition its partition fields, in order; empty for a table without partitions
 * @param columns types for columns, where inference from JSON is not what is wanted
 */
public record TableSpec(List<PartitionField> partition, Map<String, ColumnType> columns) {

  /** Partitioned by the day of receipt, no type hints. */
  public static final TableSpec DEFAULT =
      new TableSpec(
          List.of(new PartitionField(PartitionField.Kind.DAY, "_received_at", 0)), Map.of());

  public TableSpec {
    partition = List.copyOf(partition);
    columns = Map.copyOf(columns);
  }
}
