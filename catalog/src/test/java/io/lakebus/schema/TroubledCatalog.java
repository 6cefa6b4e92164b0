// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Map;
import java.util.Queue;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** A catalog whose commits fail when told to, before or after they took effect. */
final class TroubledCatalog extends InMemoryCatalog {

  private final Queue<RuntimeException> before = new ArrayDeque<>();
  private final Queue<RuntimeException> after = new ArrayDeque<>();

  TroubledCatalog() {
    initialize("troubled", Map.of());
  }

  /** The next commits fail without effect. */
  void beforeCommit(RuntimeException failure, int times) {
    before.addAll(Collections.nCopies(times, failure));
  }

  /** The next commits take effect, and then fail. */
  void afterCommit(RuntimeException failure, int times) {
    after.addAll(Collections.nCopies(times, failure));
  }

  @Override
  protected TableOperations newTableOps(TableIdentifier identifier) {
    return new TroubledOperations(super.newTableOps(identifier));
  }

  private static void throwNext(Queue<RuntimeException> failures) {
    RuntimeException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
  }

  private final class TroubledOperations implements TableOperations {
    private final TableOperations real;

    private TroubledOperations(TableOperations real) {
      this.real = real;
    }

    @Override
    public TableMetadata current() {
      return real.current();
    }

    @Override
    public TableMetadata refresh() {
      return real.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      throwNext(before);
      real.commit(base, metadata);
      throwNext(after);
    }

    @Override
    public FileIO io() {
      return real.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return real.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return real.locationProvider();
    }
  }
}
