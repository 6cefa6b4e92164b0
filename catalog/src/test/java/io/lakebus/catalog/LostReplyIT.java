// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.catalog.CuttingRelay.Cut;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The connection to the database breaks in the middle of a commit. */
class LostReplyIT {

  private static final Namespace NAMESPACE = Namespace.of("lost");
  private static final int COMMITS = 12;

  @TempDir private static Path folder;

  private static RealPostgres postgres;
  private static CuttingRelay relay;

  @BeforeAll
  static void start() throws Exception {
    postgres = new RealPostgres(folder);
    relay = new CuttingRelay(postgres.port());
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    postgres.close();
  }

  @Test
  void aCommitWhoseReplyWasLostIsFoundAndAcknowledgedOnce() throws Exception {
    assertThat(appendWithCuts("done", Cut.INSTEAD_OF_COMMIT_REPLY)).isEqualTo(numbers());
  }

  @Test
  void aCommitThatNeverReachedTheDatabaseIsDoneByTheClientsRetry() throws Exception {
    assertThat(appendWithCuts("undone", Cut.AFTER_UPDATE)).isEqualTo(numbers());
  }

  @Test
  void aCommitWhoseFateNobodyCanTellIsUnknownAndLeavesTheTableReadable() throws Exception {
    CatalogConfig config = Fixtures.config(postgres);
    try (CatalogServer server =
            CatalogServer.start(config, pointers -> new ForgetfulPointers(pointers));
        RESTCatalog client = Fixtures.client(server)) {
      Table table = newTable(client, "unknown");
      assertThatThrownBy(() -> table.updateProperties().set("colour", "green").commit())
          .isInstanceOf(CommitStateUnknownException.class);
      table.refresh();
      assertThat(table.properties()).containsEntry("colour", "green");
      // The client looks for a snapshot of its own by itself, and finds it.
      Fixtures.append(table, "a");
      assertThat(Fixtures.files(client.loadTable(TableIdentifier.of(NAMESPACE, "unknown"))))
          .containsExactly("a");
    }
  }

  private static List<String> appendWithCuts(String name, Cut cut) throws Exception {
    int before = relay.cuts();
    try (CatalogServer server = CatalogServer.start(Fixtures.config(postgres, relay.port()));
        RESTCatalog client = Fixtures.client(server)) {
      // Without a retry of its own, a false conflict would reach the test.
      Table table = newTable(client, name);
      table.updateProperties().set("commit.retry.num-retries", "0").commit();
      for (String number : numbers()) {
        relay.cutOnce(cut);
        Fixtures.append(table, number);
      }
      assertThat(relay.cuts() - before).isEqualTo(COMMITS);
      List<String> files =
          new ArrayList<>(Fixtures.files(client.loadTable(TableIdentifier.of(NAMESPACE, name))));
      return files.stream().sorted().toList();
    }
  }

  private static List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    for (int number = 0; number < COMMITS; number++) {
      numbers.add("%03d".formatted(number));
    }
    return numbers;
  }

  private static Table newTable(RESTCatalog client, String name) {
    if (!client.namespaceExists(NAMESPACE)) {
      client.createNamespace(NAMESPACE);
    }
    return client.createTable(TableIdentifier.of(NAMESPACE, name), Fixtures.SCHEMA);
  }

  /** Moves a pointer and then cannot tell whether it did. */
  private record ForgetfulPointers(Pointers real) implements Pointers {

    @Override
    public Optional<String> find(TableIdentifier table) {
      return real.find(table);
    }

    @Override
    public void change(List<PointerChange> changes) {
      real.change(changes);
      if (changes.getFirst() instanceof PointerChange.Moved) {
        throw new CommitStateUnknownException(new IllegalStateException("the reply was lost"));
      }
    }
  }
}
