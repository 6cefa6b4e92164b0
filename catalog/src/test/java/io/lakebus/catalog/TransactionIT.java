// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Several tables in one commit. */
class TransactionIT {

  private static final int COMMITS = 200;

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
  void noReaderSeesOneTableWithoutTheOther() throws Exception {
    Tables tables = Tables.make("together");
    AtomicBoolean running = new AtomicBoolean(true);
    try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
      Future<Integer> bySql = readers.submit(() -> readBySql(tables, running));
      Future<Integer> byRest = readers.submit(() -> readByRest(tables, running));
      for (int number = 0; number < COMMITS; number++) {
        client.commitTransaction(
            append(tables.left(), "l" + number), append(tables.right(), "r" + number));
      }
      running.set(false);
      assertThat(bySql.get()).isGreaterThan(20);
      assertThat(byRest.get()).isGreaterThan(20);
    }
    assertThat(Fixtures.files(client.loadTable(tables.left()))).hasSize(COMMITS);
    assertThat(Fixtures.files(client.loadTable(tables.right()))).hasSize(COMMITS);
  }

  @Test
  void aConflictInOneTableLeavesAllAsTheyWere() throws Exception {
    Tables tables = Tables.make("conflict");
    TableCommit left = append(tables.left(), "l");
    TableCommit right = append(tables.right(), "r");
    Fixtures.append(client.loadTable(tables.right()), "faster");

    assertThatThrownBy(() -> client.commitTransaction(left, right))
        .isInstanceOf(CommitFailedException.class);
    assertThat(Fixtures.files(client.loadTable(tables.left()))).isEmpty();
    assertThat(Fixtures.files(client.loadTable(tables.right()))).containsExactly("faster");
    assertThat(metadataFiles(tables.left())).hasSize(1);
    assertThat(metadataFiles(tables.right())).hasSize(2);
  }

  @Test
  void aTableThatIsGoneLeavesAllAsTheyWere() {
    Tables tables = Tables.make("gone");
    TableCommit left = append(tables.left(), "l");
    TableCommit right = append(tables.right(), "r");
    client.dropTable(tables.right(), false);

    assertThatThrownBy(() -> client.commitTransaction(left, right))
        .isInstanceOf(NoSuchTableException.class);
    assertThat(Fixtures.files(client.loadTable(tables.left()))).isEmpty();
  }

  @Test
  void changesThatDoNotTouchEachOtherBothHappen() {
    Tables tables = Tables.make("disjoint");
    TableCommit left = append(tables.left(), "l");
    TableCommit right = append(tables.right(), "r");
    client.loadTable(tables.right()).updateProperties().set("colour", "green").commit();

    client.commitTransaction(left, right);

    assertThat(Fixtures.files(client.loadTable(tables.left()))).containsExactly("l");
    assertThat(Fixtures.files(client.loadTable(tables.right()))).containsExactly("r");
    assertThat(client.loadTable(tables.right()).properties()).containsEntry("colour", "green");
  }

  @Test
  void aServiceThatDiesBeforeTheDatabaseKnowsLeavesAllAsTheyWere() throws Exception {
    Tables tables = Tables.make("crash");
    TableCommit left = append(tables.left(), "l");
    TableCommit right = append(tables.right(), "r");
    try (CatalogServer dying =
            CatalogServer.start(
                Fixtures.config(postgres), pointers -> new DyingPointers(pointers));
        RESTCatalog other = Fixtures.client(dying)) {
      assertThatThrownBy(() -> other.commitTransaction(left, right))
          .isInstanceOf(CommitStateUnknownException.class);
    }
    assertThat(Fixtures.files(client.loadTable(tables.left()))).isEmpty();
    assertThat(Fixtures.files(client.loadTable(tables.right()))).isEmpty();
    client.commitTransaction(left, right);
    assertThat(Fixtures.files(client.loadTable(tables.left()))).containsExactly("l");
    assertThat(Fixtures.files(client.loadTable(tables.right()))).containsExactly("r");
  }

  private static TableCommit append(TableIdentifier name, String file) {
    Table table = client.loadTable(name);
    Transaction transaction = table.newTransaction();
    transaction.newFastAppend().appendFile(Fixtures.dataFile(file)).commit();
    BaseTransaction open = (BaseTransaction) transaction;
    return TableCommit.create(name, open.startMetadata(), open.currentMetadata());
  }

  /** Reads both pointers in one statement: the tables have the same number of snapshots. */
  private static int readBySql(Tables tables, AtomicBoolean running) throws Exception {
    int reads = 0;
    try (FileIO io = new FolderFileIO()) {
      for (; running.get(); reads++) {
        List<Integer> snapshots = new ArrayList<>();
        for (String location :
            postgres.query(
                "SELECT metadata_location FROM iceberg_tables WHERE table_namespace = '"
                    + tables.left().namespace()
                    + "'")) {
          snapshots.add(TableMetadataParser.read(io, location).snapshots().size());
        }
        assertThat(snapshots).hasSize(2);
        assertThat(snapshots.getFirst()).isEqualTo(snapshots.getLast());
      }
    }
    return reads;
  }

  /** Reads one table after the other: none is behind what was read of the other before. */
  private static int readByRest(Tables tables, AtomicBoolean running) throws Exception {
    int reads = 0;
    try (RESTCatalog reader = Fixtures.client(server)) {
      int seen = 0;
      for (; running.get(); reads++) {
        for (TableIdentifier name : List.of(tables.left(), tables.right())) {
          int snapshots = 0;
          for (Snapshot unused : reader.loadTable(name).snapshots()) {
            snapshots++;
          }
          assertThat(snapshots).isGreaterThanOrEqualTo(seen);
          seen = snapshots;
        }
      }
    }
    return reads;
  }

  private static List<String> metadataFiles(TableIdentifier table) throws IOException {
    Path metadata =
        postgres
            .warehouse()
            .resolve(table.namespace().toString())
            .resolve(table.name())
            .resolve("metadata");
    try (Stream<Path> files = Files.list(metadata)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".metadata.json")).toList();
    }
  }

  /** Two empty tables. */
  private record Tables(TableIdentifier left, TableIdentifier right) {

    static Tables make(String namespace) {
      Namespace parent = Namespace.of(namespace);
      client.createNamespace(parent);
      Tables tables =
          new Tables(TableIdentifier.of(parent, "left"), TableIdentifier.of(parent, "right"));
      client.createTable(tables.left(), Fixtures.SCHEMA);
      client.createTable(tables.right(), Fixtures.SCHEMA);
      return tables;
    }
  }

  /** Dies when all metadata files are written and nothing is in the database. */
  private record DyingPointers(Pointers real) implements Pointers {

    @Override
    public Optional<String> find(TableIdentifier table) {
      return real.find(table);
    }

    @Override
    public void change(List<PointerChange> changes) {
      throw new IllegalStateException("the process dies here");
    }
  }
}
