// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Real Iceberg tables, real Parquet files, in memory: one archive, quarantine and table of rows.
 */
final class MemoryLake implements AutoCloseable {

  static final TableId ARCHIVE = new TableId("bus", "events");
  static final TableId QUARANTINE = new TableId("bus", "quarantine");
  static final TableId ROWS = new TableId("bus", "rows");

  private static final Map<TableId, Schema> SCHEMAS =
      Map.of(
          ARCHIVE,
          schema(
              NestedField.required(
                  7, "_rules", Types.ListType.ofRequired(8, Types.StringType.get())),
              NestedField.required(9, "detail", Types.StringType.get())),
          QUARANTINE,
          schema(
              NestedField.optional(7, "rule", Types.StringType.get()),
              NestedField.required(8, "code", Types.StringType.get())),
          ROWS,
          schema(NestedField.required(7, "_rule", Types.StringType.get())));

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final IcebergTables tables;
  private int files;

  MemoryLake() {
    catalog.initialize("memory", Map.of());
    catalog.createNamespace(Namespace.of("bus"));
    tables = new IcebergTables(catalog, "demo", ARCHIVE, QUARANTINE);
  }

  IcebergTables tables() {
    return tables;
  }

  private static Schema schema(NestedField... own) {
    List<NestedField> columns =
        new ArrayList<>(
            List.of(
                NestedField.optional(1, "_event_id", Types.StringType.get()),
                NestedField.optional(2, "_vendor", Types.StringType.get()),
                NestedField.optional(3, "_received_at", Types.TimestampType.withZone()),
                NestedField.required(4, "_kafka_partition", Types.IntegerType.get()),
                NestedField.required(5, "_kafka_offset", Types.LongType.get()),
                NestedField.required(6, "_bus_version", Types.IntegerType.get())));
    columns.addAll(List.of(own));
    return new Schema(columns);
  }

  /** A row, with the columns that all tables have. */
  Record row(TableId table, String id, int partition, long offset, Map<String, Object> own) {
    Record row = GenericRecord.create(SCHEMAS.get(table));
    row.setField("_event_id", id);
    row.setField("_vendor", "demo");
    row.setField("_received_at", time(Entries.START));
    row.setField("_kafka_partition", partition);
    row.setField("_kafka_offset", offset);
    row.setField("_bus_version", 1);
    own.forEach(row::setField);
    return row;
  }

  /** A row of the archive. */
  Record archived(String id, int partition, long offset) {
    return row(ARCHIVE, id, partition, offset, Map.of("_rules", List.of("rule"), "detail", "{}"));
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** A table, made now if it is not there. */
  Table table(TableId id) {
    TableIdentifier name = TableIdentifier.of(id.namespace(), id.name());
    return catalog.tableExists(name)
        ? catalog.loadTable(name)
        : catalog.createTable(name, SCHEMAS.get(id), PartitionSpec.unpartitioned());
  }

  /** Writes a data file that no snapshot has. */
  DataFile write(TableId id, List<Record> rows) throws IOException {
    Table table = table(id);
    DataWriter<Record> writer =
        Parquet.writeData(
                OutputFileFactory.builderFor(table, 0, files++)
                    .format(FileFormat.PARQUET)
                    .build()
                    .newOutputFile()
                    .encryptingOutputFile())
            .forTable(table)
            .createWriterFunc(GenericParquetWriter::create)
            .build();
    try (writer) {
      rows.forEach(writer::write);
    }
    return writer.toDataFile();
  }

  /** Commits rows as the pipeline does. */
  void commit(TableId id, int checkpoint, String offsets, List<Record> rows) throws IOException {
    append(id, checkpoint, offsets, List.of(write(id, rows)));
  }

  /** Commits files as the pipeline does. */
  void append(TableId id, int checkpoint, String offsets, List<DataFile> added) {
    AppendFiles append = table(id).newAppend();
    added.forEach(append::appendFile);
    append.set("lakebus.pipeline", "bus");
    append.set("lakebus.epoch", "e");
    append.set("lakebus.checkpoint", Integer.toString(checkpoint));
    append.set("lakebus.offsets", offsets);
    append.commit();
  }

  @Override
  public void close() throws IOException {
    tables.close();
  }
}
