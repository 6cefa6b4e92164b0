// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The service as Iceberg's own client sees it. */
class CatalogServiceIT {

  @TempDir private static Path folder;

  private static RealPostgres postgres;
  private static CatalogServer server;
  private static RESTCatalog client;

  @BeforeAll
  static void start() throws Exception {
    postgres = new RealPostgres(folder);
    server = CatalogServer.start(Fixtures.config(postgres));
    client = Fixtures.client(server);
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.close();
    postgres.close();
  }

  @Test
  void aTableIsMadeChangedFilledAndDropped() {
    Namespace namespace = Namespace.of("life");
    TableIdentifier name = TableIdentifier.of(namespace, "matches");
    client.createNamespace(namespace, Collections.singletonMap("owner", "sports"));
    Table table = client.createTable(name, Fixtures.SCHEMA);

    table.updateSchema().addColumn("odds", Types.DoubleType.get()).commit();
    Fixtures.append(table, "a");
    Fixtures.append(table, "b");

    Table loaded = client.loadTable(name);
    assertThat(loaded.schema().columns())
        .extracting(Types.NestedField::name)
        .containsExactly("id", "odds");
    assertThat(loaded.snapshots()).hasSize(2);
    assertThat(Fixtures.files(loaded)).containsExactlyInAnyOrder("a", "b");
    assertThat(client.listTables(namespace)).containsExactly(name);
    assertThat(client.tableExists(name)).isTrue();

    assertThat(client.dropTable(name, true)).isTrue();
    assertThat(client.tableExists(name)).isFalse();
    assertThat(client.dropTable(name)).isFalse();
    assertThat(client.dropNamespace(namespace)).isTrue();
  }

  @Test
  void whatIsNotThereAndWhatIsThereAlreadyIsToldApart() {
    Namespace namespace = Namespace.of("errors");
    TableIdentifier name = TableIdentifier.of(namespace, "matches");
    assertThatThrownBy(() -> client.createTable(name, Fixtures.SCHEMA))
        .isInstanceOf(NoSuchNamespaceException.class);
    client.createNamespace(namespace);
    assertThatThrownBy(() -> client.createNamespace(namespace))
        .isInstanceOf(AlreadyExistsException.class);
    assertThatThrownBy(() -> client.loadTable(name)).isInstanceOf(NoSuchTableException.class);
    client.createTable(name, Fixtures.SCHEMA);
    assertThatThrownBy(() -> client.createTable(name, new Schema()))
        .isInstanceOf(AlreadyExistsException.class);
    assertThatThrownBy(() -> client.dropNamespace(namespace))
        .isInstanceOf(NamespaceNotEmptyException.class);
  }

  @Test
  void namesWithSpacesAndSignsAndLevelsComeBackAsTheyWere() {
    Namespace namespace = Namespace.of("leagues", "first & second", "50% + 1/2");
    TableIdentifier name = TableIdentifier.of(namespace, "table of Ünïted/1+1 %20");
    client.createNamespace(namespace, Collections.singletonMap("k", "v"));
    client.createTable(name, Fixtures.SCHEMA);

    assertThat(client.loadNamespaceMetadata(namespace)).containsEntry("k", "v");
    assertThat(client.listNamespaces(Namespace.of("leagues", "first & second")))
        .isEqualTo(List.of(namespace));
    assertThat(client.listTables(namespace)).isEqualTo(List.of(name));
    assertThat(client.loadTable(name).schema().sameSchema(Fixtures.SCHEMA)).isTrue();
  }

  @Test
  void severalWritersOfOneTableLoseNothing() throws Exception {
    TableIdentifier name = newTable("crowd", "matches");
    client
        .loadTable(name)
        .updateProperties()
        .set("commit.retry.num-retries", "50")
        .set("commit.retry.min-wait-ms", "10")
        .commit();
    List<String> expected = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        String prefix = "w" + writer + "-";
        IntStream.range(0, 10).forEach(number -> expected.add(prefix + number));
        writers.add(
            threads.submit(
                () -> {
                  Table table = client.loadTable(name);
                  for (int number = 0; number < 10; number++) {
                    Fixtures.append(table, prefix + number);
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    assertThat(Fixtures.files(client.loadTable(name)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aChangeThatWasOvertakenByOneItDoesNotTouchNeedsNoRetryOfTheClient() throws Exception {
    TableIdentifier name = newTable("overtaken", "matches");
    client.loadTable(name).updateProperties().set("commit.retry.num-retries", "0").commit();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        String key = "key" + writer;
        writers.add(
            threads.submit(
                () -> client.loadTable(name).updateProperties().set(key, "set").commit()));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    assertThat(client.loadTable(name).properties())
        .containsEntry("key0", "set")
        .containsEntry("key1", "set")
        .containsEntry("key2", "set")
        .containsEntry("key3", "set");
  }

  @Test
  void aTableMadeInATransactionAppearsWithItsContent() {
    Namespace namespace = Namespace.of("staged");
    client.createNamespace(namespace);
    TableIdentifier name = TableIdentifier.of(namespace, "matches");
    Transaction transaction = client.newCreateTableTransaction(name, Fixtures.SCHEMA);
    transaction.newFastAppend().appendFile(Fixtures.dataFile("first")).commit();
    assertThat(client.tableExists(name)).isFalse();
    transaction.commitTransaction();
    assertThat(Fixtures.files(client.loadTable(name))).containsExactly("first");

    Transaction late =
        client.newCreateTableTransaction(TableIdentifier.of(namespace, "b"), Fixtures.SCHEMA);
    client.createTable(TableIdentifier.of(namespace, "b"), Fixtures.SCHEMA);
    assertThatThrownBy(late::commitTransaction).isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void aTableIsRenamedRegisteredAndReadWithFewerSnapshots() {
    TableIdentifier name = newTable("moves", "matches");
    TableIdentifier renamed = TableIdentifier.of("moves", "games");
    Fixtures.append(client.loadTable(name), "a");
    Fixtures.append(client.loadTable(name), "b");
    client.renameTable(name, renamed);
    assertThat(client.tableExists(name)).isFalse();
    assertThat(Fixtures.files(client.loadTable(renamed))).containsExactlyInAnyOrder("a", "b");

    String location =
        ((HasTableOperations) client.loadTable(renamed))
            .operations()
            .current()
            .metadataFileLocation();
    assertThat(client.dropTable(renamed, false)).isTrue();
    client.registerTable(name, location);
    assertThat(Fixtures.files(client.loadTable(name))).containsExactlyInAnyOrder("a", "b");
    assertThatThrownBy(() -> client.registerTable(name, location))
        .isInstanceOf(AlreadyExistsException.class);

    try (RESTCatalog lazy = Fixtures.client(server, Map.of("snapshot-loading-mode", "refs"))) {
      Table table = lazy.loadTable(name);
      assertThat(Fixtures.files(table)).containsExactlyInAnyOrder("a", "b");
      assertThat(table.snapshots()).hasSize(2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aViewIsMadeReplacedAndDropped() {
    Namespace namespace = Namespace.of("views");
    client.createNamespace(namespace);
    TableIdentifier name = TableIdentifier.of(namespace, "recent");
    client
        .buildView(name)
        .withSchema(Fixtures.SCHEMA)
        .withDefaultNamespace(namespace)
        .withQuery("trino", "SELECT 1")
        .create();
    client
        .loadView(name)
        .replaceVersion()
        .withSchema(Fixtures.SCHEMA)
        .withDefaultNamespace(namespace)
        .withQuery("trino", "SELECT 2")
        .commit();
    assertThat(client.loadView(name).sqlFor("trino").sql()).isEqualTo("SELECT 2");
    assertThat(client.listViews(namespace)).isEqualTo(List.of(name));
    assertThat(client.listTables(namespace)).isEmpty();
    assertThatThrownBy(() -> client.createTable(name, Fixtures.SCHEMA))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(client.dropView(name)).isTrue();
    assertThat(client.viewExists(name)).isFalse();
  }

  @Test
  void propertiesOfANamespaceAreSetAndRemoved() {
    Namespace namespace = Namespace.of("properties");
    client.createNamespace(namespace, Collections.singletonMap("a", "1"));
    client.setProperties(namespace, Collections.singletonMap("b", "2"));
    client.removeProperties(namespace, Collections.singleton("a"));
    assertThat(client.loadNamespaceMetadata(namespace))
        .containsEntry("b", "2")
        .doesNotContainKey("a");
  }

  @Test
  void oldMetadataFilesGoWhereTheTableWishesIt() throws Exception {
    TableIdentifier name = newTable("tidy", "matches");
    client
        .loadTable(name)
        .updateProperties()
        .set("write.metadata.delete-after-commit.enabled", "true")
        .set("write.metadata.previous-versions-max", "2")
        .commit();
    for (int number = 0; number < 6; number++) {
      Fixtures.append(client.loadTable(name), "f" + number);
    }
    Path metadata = postgres.warehouse().resolve("tidy").resolve("matches").resolve("metadata");
    try (Stream<Path> files = Files.list(metadata)) {
      assertThat(files.filter(file -> file.toString().endsWith(".metadata.json"))).hasSize(3);
    }
    assertThat(Fixtures.files(client.loadTable(name))).hasSize(6);
  }

  @Test
  void icebergsOwnJdbcCatalogReadsTheSameRows() {
    TableIdentifier name = newTable("shared", "matches");
    Fixtures.append(client.loadTable(name), "a");
    try (JdbcCatalog plain = new JdbcCatalog()) {
      plain.initialize(
          "lakebus",
          Map.of(
              "uri", postgres.uri(),
              "jdbc.user", "postgres",
              "warehouse", postgres.warehouse().toString(),
              "io-impl", FolderFileIO.class.getName()));
      assertThat(Fixtures.files(plain.loadTable(name))).containsExactly("a");
      Fixtures.append(plain.loadTable(name), "b");
    }
    assertThat(Fixtures.files(client.loadTable(name))).containsExactlyInAnyOrder("a", "b");
  }

  private static TableIdentifier newTable(String namespace, String table) {
    TableIdentifier name = TableIdentifier.of(namespace, table);
    client.createNamespace(name.namespace());
    client.createTable(name, Fixtures.SCHEMA);
    return name;
  }
}
