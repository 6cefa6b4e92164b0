// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.TableSpec;
import io.lakebus.event.StrictJson;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Real tables, in memory: Iceberg's metadata, Parquet's files. */
final class Tables {

  static final Instant RECEIVED = Instant.parse("2027-03-01T10:00:00.123456Z");

  static final RowMeta META =
      new RowMeta(
          "e-1",
          "statsfeed",
          "statsfeed.live",
          "match.score",
          Instant.parse("2027-03-01T09:59:59.5Z"),
          RECEIVED,
          "cat1",
          7,
          3,
          42L);

  private Tables() {}

  static InMemoryCatalog catalog() {
    InMemoryCatalog catalog = new InMemoryCatalog();
    catalog.initialize("test", Map.of());
    return catalog;
  }

  static TableKeeper keeper(Catalog catalog) {
    return new TableKeeper(catalog, 500, Tables::noPause);
  }

  static void noPause(Duration pause) {
    assert !pause.isNegative();
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) StrictJson.mapper().readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(text, malformed);
    }
  }

  /** A view, which an analyst might make. */
  static void view(InMemoryCatalog catalog, TableId name) {
    Namespace namespace = namespace(catalog, name);
    catalog
        .buildView(TableIdentifier.of(namespace, name.name()))
        .withSchema(new Schema(NestedField.optional(1, "n", Types.LongType.get())))
        .withDefaultNamespace(namespace)
        .withQuery("trino", "SELECT 1 AS n")
        .create();
  }

  /** A table of one column, which an analyst might make. */
  static Table strange(InMemoryCatalog catalog, TableId name, String column, Type type) {
    return catalog.createTable(
        TableIdentifier.of(namespace(catalog, name), name.name()),
        new Schema(NestedField.optional(1, column, type)));
  }

  private static Namespace namespace(InMemoryCatalog catalog, TableId name) {
    Namespace namespace = Namespace.of(name.namespace());
    if (!catalog.namespaceExists(namespace)) {
      catalog.createNamespace(namespace);
    }
    return namespace;
  }

  /** A new table whose first row this is. */
  static Table create(TableSpec spec, String firstRow) {
    return create(keeper(catalog()), spec, firstRow);
  }

  static Table create(TableKeeper keeper, TableSpec spec, String firstRow) {
    RoutedTable table = keeper.routedTable(new TableId("sports", "t"), spec, json(firstRow));
    return ((RoutedTable.Ready) table).table();
  }

  /** Shapes a row, evolving the table once if it has to; after that it must fit. */
  static Record shape(TableKeeper keeper, Table table, ObjectNode row) {
    if (RowShaper.of(table).shape(META, row) instanceof Shaped.NeedsColumns needs) {
      keeper.evolve(table, needs.change());
    }
    return fit(table, row);
  }

  static Record fit(Table table, ObjectNode row) {
    return switch (RowShaper.of(table).shape(META, row)) {
      case Shaped.Fits fits -> fits.record();
      case Shaped.NeedsColumns needs -> throw new AssertionError("does not fit: " + needs);
    };
  }

  /** Writes records of the table's schema as one Parquet file, and commits it. */
  static void append(Table table, List<Record> records) {
    PartitionKey partition = new PartitionKey(table.spec(), table.schema());
    partition.partition(
        new InternalRecordWrapper(table.schema().asStruct()).wrap(records.getFirst()));
    String path = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
    try {
      DataWriter<Record> writer =
          Parquet.writeData(table.io().newOutputFile(path))
              .forTable(table)
              .withPartition(partition)
              .createWriterFunc(GenericParquetWriter::create)
              .build();
      try (writer) {
        records.forEach(writer::write);
      }
      DataFile file = writer.toDataFile();
      table.newAppend().appendFile(file).commit();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All rows of the table, as its newest schema has them. */
  static List<Record> read(Table table) {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
      for (FileScanTask file : files) {
        rows.addAll(read(table, file.file()));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return rows;
  }

  private static List<Record> read(Table table, DataFile file) throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> reader =
        Parquet.read(table.io().newInputFile(file.location()))
            .project(table.schema())
            .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
            .build()) {
      reader.forEach(rows::add);
    }
    return rows;
  }
}
