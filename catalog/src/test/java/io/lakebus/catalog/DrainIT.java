// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The service is stopped while it commits. */
class DrainIT {

  private static final TableIdentifier TABLE = TableIdentifier.of("drain", "matches");

  @TempDir private Path folder;

  @Test
  void aCommitInFlightIsFinishedAndAcknowledged() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    try (RealPostgres postgres = new RealPostgres(folder);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      // The stop must not end before the commit is released, however slow the machine is.
      CatalogConfig patient =
          Fixtures.config(postgres, postgres.port(), Map.of("http.drain", "5m"));
      CatalogServer server =
          CatalogServer.start(patient, real -> new SlowPointers(real, reached, released));
      RESTCatalog client = Fixtures.client(server);
      client.createNamespace(Namespace.of("drain"));
      Table table = client.createTable(TABLE, Fixtures.SCHEMA);
      Future<?> commit = threads.submit(() -> Fixtures.append(table, "a"));
      reached.await();
      // Opens the connection that is asked on below. One that comes while the listener closes may
      // hang until the process ends: the JDK loses what accept() returns to an interrupted thread.
      client.listNamespaces();

      Future<?> stop = threads.submit(server::close);
      awaitRefusal(client);
      assertThat(stop.isDone()).isFalse();
      released.countDown();
      commit.get(60, TimeUnit.SECONDS);
      stop.get(60, TimeUnit.SECONDS);
      client.close();

      try (CatalogServer next = CatalogServer.start(Fixtures.config(postgres));
          RESTCatalog reader = Fixtures.client(next)) {
        assertThat(Fixtures.files(reader.loadTable(TABLE))).containsExactly("a");
      }
    }
  }

  /** Asks until new requests are not served any more. */
  private static void awaitRefusal(RESTCatalog client) {
    assertThatThrownBy(
            () -> {
              while (true) {
                client.listNamespaces();
              }
            })
        .isInstanceOf(RESTException.class);
  }

  /** Takes a move only when it is allowed to. */
  private record SlowPointers(Pointers real, CountDownLatch reached, CountDownLatch released)
      implements Pointers {

    @Override
    public Optional<String> find(TableIdentifier table) {
      return real.find(table);
    }

    @Override
    public void change(List<PointerChange> changes) {
      if (changes.getFirst() instanceof PointerChange.Moved) {
        reached.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      real.change(changes);
    }
  }
}
