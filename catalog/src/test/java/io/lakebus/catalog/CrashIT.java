// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** PostgreSQL is killed while tables are committed. */
class CrashIT {

  private static final TableIdentifier TABLE = TableIdentifier.of("crash", "matches");
  private static final int KILLS = 3;
  private static final int COMMITS_BETWEEN = 15;

  @TempDir private Path folder;

  @Test
  void everyAcknowledgedCommitOutlivesTheDatabaseAndNoneIsCalledAConflict() throws Exception {
    try (RealPostgres postgres = new RealPostgres(folder);
        CatalogServer server = CatalogServer.start(Fixtures.config(postgres));
        RESTCatalog client = Fixtures.client(server, Map.of("rest.client.max-retries", "5"));
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      client.createNamespace(Namespace.of("crash"));
      client.createTable(TABLE, Fixtures.SCHEMA);
      Writer writer = new Writer(client);
      Future<?> loop = thread.submit(writer);
      for (int kill = 1; kill <= KILLS; kill++) {
        awaitCommits(writer, loop, kill * COMMITS_BETWEEN);
        postgres.kill();
        postgres.restart();
      }
      awaitCommits(writer, loop, (KILLS + 1) * COMMITS_BETWEEN);
      writer.running.set(false);
      loop.get();

      List<String> present = Fixtures.files(client.loadTable(TABLE));
      assertThat(present).doesNotHaveDuplicates().containsAll(writer.acknowledged);
      Set<String> known = new TreeSet<>(writer.acknowledged);
      known.addAll(writer.unknown);
      assertThat(known).containsAll(present);
    }
  }

  private static void awaitCommits(Writer writer, Future<?> loop, int count) throws Exception {
    while (writer.count.get() < count) {
      assertThat(loop.isDone()).as("the writer ended early").isFalse();
      Thread.onSpinWait();
    }
  }

  /** Appends one file after the other. A conflict is impossible, as nobody else writes. */
  private static final class Writer implements Runnable {

    private final RESTCatalog client;
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean(true);

    private Writer(RESTCatalog client) {
      this.client = client;
    }

    @Override
    public void run() {
      Table table = client.loadTable(TABLE);
      table.updateProperties().set("commit.retry.num-retries", "0").commit();
      for (int number = 0; running.get(); number++) {
        String file = "%05d".formatted(number);
        try {
          Fixtures.append(table, file);
          acknowledged.add(file);
          count.incrementAndGet();
        } catch (CommitStateUnknownException e) {
          unknown.add(file);
          table.refresh();
        }
      }
    }
  }
}
