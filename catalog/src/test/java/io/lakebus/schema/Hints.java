// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import io.lakebus.bus.ColumnType;
import io.lakebus.bus.PartitionField;
import io.lakebus.bus.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Table specs, as a bus definition writes them. */
final class Hints {

  private Hints() {}

  static TableSpec of(Map<String, String> columns) {
    return of(columns, List.of("day(_received_at)"));
  }

  static TableSpec of(Map<String, String> columns, List<String> partition) {
    return new TableSpec(
        partition.stream().map(PartitionField::parse).toList(),
        columns.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> ColumnType.parse(entry.getValue()))));
  }
}
