// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.catalog.CatalogConfig;
import io.lakebus.catalog.CatalogServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.rest.RESTCatalog;

/** The catalog service over a real PostgreSQL, with files in this JVM's memory. */
public final class TestLake implements AutoCloseable {

  private static final String TOKEN = "key";
  private static final String FILES = "org.apache.iceberg.inmemory.InMemoryFileIO";

  private final EmbeddedPostgres postgres;
  private final CatalogServer server;
  private final RESTCatalog client;

  /** Starts it; the database is in this folder. */
  public TestLake(Path folder) throws IOException, InterruptedException {
    postgres = EmbeddedPostgres.builder().setDataDirectory(folder.resolve("postgres")).start();
    server =
        CatalogServer.start(
            CatalogConfig.of(
                Map.of(
                    "auth.token",
                    TOKEN,
                    "http.port",
                    "0",
                    "database.uri",
                    "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                    "warehouse",
                    "memory://warehouse",
                    "storage.io-impl",
                    FILES)));
    client = (RESTCatalog) lake().open();
  }

  /** How a job reaches it. */
  public Lake lake() {
    return new RestLake(
        Map.of(
            "uri",
            server.uri().toString(),
            "rest.auth.type",
            "oauth2",
            "token",
            TOKEN,
            "token-refresh-enabled",
            "false",
            "io-impl",
            FILES));
  }

  RESTCatalog catalog() {
    return client;
  }

  /** A table. */
  public Table table(String namespace, String name) {
    return client.loadTable(TableIdentifier.of(namespace, name));
  }

  /** Drops a table; its files stay. */
  void drop(String namespace, String name) {
    client.dropTable(TableIdentifier.of(namespace, name), false);
  }

  /** Sets tables back to their first snapshot. */
  void setBack(String namespace, List<String> names) {
    for (String name : names) {
      Table table = table(namespace, name);
      long first = table.history().getFirst().snapshotId();
      table.manageSnapshots().rollbackTo(first).commit();
    }
  }

  /** Some columns of all rows of a table, each row as a list. */
  List<List<Object>> rows(String namespace, String name, String... columns) throws IOException {
    Table table = table(namespace, name);
    List<List<Object>> rows = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        addRows(table, task.file().location(), List.of(columns), rows);
      }
    }
    return rows;
  }

  private static void addRows(
      Table table, String file, List<String> columns, List<List<Object>> rows) throws IOException {
    try (CloseableIterable<Record> records =
        Parquet.read(table.io().newInputFile(file))
            .project(table.schema())
            .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
            .build()) {
      for (Record record : records) {
        List<Object> row = new ArrayList<>();
        columns.forEach(column -> row.add(record.getField(column)));
        rows.add(row);
      }
    }
  }

  /** One column of all rows of a table. */
  List<Object> column(String namespace, String name, String column) throws IOException {
    return rows(namespace, name, column).stream().map(List::getFirst).toList();
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
    postgres.close();
  }
}
