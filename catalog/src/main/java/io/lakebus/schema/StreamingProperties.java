// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.apache.iceberg.TableProperties.DEFAULT_FILE_FORMAT;
import static org.apache.iceberg.TableProperties.DEFAULT_WRITE_METRICS_MODE;
import static org.apache.iceberg.TableProperties.FORMAT_VERSION;
import static org.apache.iceberg.TableProperties.METADATA_COMPRESSION;
import static org.apache.iceberg.TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED;
import static org.apache.iceberg.TableProperties.METADATA_PREVIOUS_VERSIONS_MAX;
import static org.apache.iceberg.TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX;
import static org.apache.iceberg.TableProperties.PARQUET_COMPRESSION;
import static org.apache.iceberg.TableProperties.PARQUET_COMPRESSION_LEVEL;
import static org.apache.iceberg.TableProperties.PARQUET_DICT_SIZE_BYTES;
import static org.apache.iceberg.TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES;

/** The properties of tables that a stream appends to every few seconds. */
final class StreamingProperties {

  private static final Map<String, String> COMMON =
      Map.ofEntries(
          // Version 2 is what every engine reads, Athena included.
          Map.entry(FORMAT_VERSION, "2"),
          Map.entry(DEFAULT_FILE_FORMAT, "parquet"),
          // Every engine reads zstd; higher levels than 3 cost a writer's time for little.
          Map.entry(PARQUET_COMPRESSION, "zstd"),
          Map.entry(PARQUET_COMPRESSION_LEVEL, "3"),
          // A commit interval's file never reaches the default of 128 MiB, and each open file
          // buffers one row group.
          Map.entry(PARQUET_ROW_GROUP_SIZE_BYTES, Integer.toString(16 << 20)),
          // Ids and free text outgrow any dictionary; a small one gives up early and cheaply.
          Map.entry(PARQUET_DICT_SIZE_BYTES, Integer.toString(256 << 10)),
          // Each commit writes the whole table metadata anew, with every live snapshot. Without
          // deletion a day of commits every 10 s leaves tens of gigabytes.
          Map.entry(METADATA_DELETE_AFTER_COMMIT_ENABLED, "true"),
          Map.entry(METADATA_PREVIOUS_VERSIONS_MAX, "20"),
          Map.entry(METADATA_COMPRESSION, "gzip"),
          // Bounds of a thousand columns in every manifest entry cost more than they prune; the
          // files have them in their footers. The columns that queries filter on are exceptions.
          Map.entry(DEFAULT_WRITE_METRICS_MODE, "counts"));

  private static final Map<String, List<String>> FILTERED =
      Map.of(
          "full",
          List.of(
              ReservedColumns.EVENT_TIME,
              ReservedColumns.RECEIVED_AT,
              ReservedColumns.KAFKA_PARTITION,
              ReservedColumns.KAFKA_OFFSET),
          "truncate(16)",
          List.of(
              ReservedColumns.EVENT_ID,
              ReservedColumns.VENDOR,
              ReservedColumns.SOURCE,
              ReservedColumns.TYPE));

  private StreamingProperties() {}

  /** The properties of a table that has the reserved columns which tell where a row is from. */
  static Map<String, String> create() {
    Map<String, String> properties = new LinkedHashMap<>(COMMON);
    FILTERED.forEach(
        (mode, columns) ->
            columns.forEach(
                column -> properties.put(METRICS_MODE_COLUMN_CONF_PREFIX + column, mode)));
    return properties;
  }
}
