// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;

/** A service over a real database, a client of it, and tables whose data files are only named. */
final class Fixtures {

  static final String TOKEN = "not-so-secret";
  static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "id", Types.StringType.get()));

  private static final String DATA = "/nowhere/";

  private Fixtures() {}

  static CatalogConfig config(RealPostgres postgres) {
    return config(postgres, postgres.port());
  }

  /** A service that reaches the database by this port. */
  static CatalogConfig config(RealPostgres postgres, int port) {
    return config(postgres, port, Map.of());
  }

  static CatalogConfig config(RealPostgres postgres, int port, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("auth.token", TOKEN);
    settings.put("http.port", "0");
    settings.put("database.uri", RealPostgres.uri(port));
    settings.put("database.timeout", "3s");
    settings.put("warehouse", postgres.warehouse().toString());
    settings.put("storage.io-impl", FolderFileIO.class.getName());
    settings.putAll(more);
    return CatalogConfig.of(settings);
  }

  static RESTCatalog client(CatalogServer server) {
    return client(server, Map.of());
  }

  static RESTCatalog client(CatalogServer server, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>();
    properties.put("uri", server.uri().toString());
    properties.put("token", TOKEN);
    properties.put("io-impl", FolderFileIO.class.getName());
    properties.put("rest.auth.type", "oauth2");
    properties.put("rest.client.max-retries", "1");
    properties.putAll(more);
    RESTCatalog client = new RESTCatalog();
    client.initialize("test", properties);
    return client;
  }

  /** Appends a data file of this name with one row, in a commit of its own. */
  static void append(Table table, String name) {
    AppendFiles append = table.newFastAppend();
    append.appendFile(dataFile(name));
    append.commit();
  }

  static DataFile dataFile(String name) {
    return DataFiles.builder(PartitionSpec.unpartitioned())
        .withPath(DATA + name + ".parquet")
        .withFileSizeInBytes(10)
        .withRecordCount(1)
        .build();
  }

  /** The names of the data files of the table's current snapshot, with repeats. */
  static List<String> files(Table table) {
    List<String> names = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        String path = task.file().location();
        names.add(path.substring(DATA.length(), path.length() - ".parquet".length()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
