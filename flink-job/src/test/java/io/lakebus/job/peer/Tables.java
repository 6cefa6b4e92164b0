// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import io.lakebus.schema.ReservedColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;

/** A run's tables, read by Iceberg's own API. */
final class Tables {

  private final Catalog catalog;
  private final String run;

  Tables(Catalog catalog, String run) {
    this.catalog = catalog;
    this.run = run;
  }

  /** Makes their namespace, which Iceberg's sink does not do with every catalog. */
  void createNamespace() {
    ((SupportsNamespaces) catalog).createNamespace(Namespace.of(run));
  }

  /** How many rows each table has, as its current snapshot says. */
  Map<String, Long> totals(Set<String> names) {
    Map<String, Long> totals = new LinkedHashMap<>();
    names.forEach(name -> totals.put(name, load(name).map(Tables::total).orElse(0L)));
    return totals;
  }

  /** Whether the manifests and data files of all tables' current snapshots are there. */
  boolean areReadable(Set<String> names) {
    return names.stream().allMatch(name -> load(name).map(Tables::isReadable).orElse(true));
  }

  /** The ids of all rows of each table; none where it cannot be read. */
  Map<String, Optional<List<String>>> ids(Set<String> names) {
    Map<String, Optional<List<String>>> ids = new LinkedHashMap<>();
    names.forEach(
        name -> ids.put(name, load(name).map(Tables::ids).orElse(Optional.of(List.of()))));
    return ids;
  }

  /** Removes the tables and their namespace. */
  void drop(Set<String> names) {
    names.forEach(name -> catalog.dropTable(TableIdentifier.of(run, name), false));
    ((SupportsNamespaces) catalog).dropNamespace(Namespace.of(run));
  }

  private Optional<Table> load(String name) {
    try {
      return Optional.of(catalog.loadTable(TableIdentifier.of(run, name)));
    } catch (NoSuchTableException e) {
      return Optional.empty();
    }
  }

  private static long total(Table table) {
    Snapshot current = table.currentSnapshot();
    return current == null
        ? 0
        : Long.parseLong(current.summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"));
  }

  private static boolean isReadable(Table table) {
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        table.io().newInputFile(task.file().location());
      }
      return true;
    } catch (NotFoundException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<List<String>> ids(Table table) {
    List<String> ids = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).select(ReservedColumns.EVENT_ID).build()) {
      rows.forEach(row -> ids.add((String) row.getField(ReservedColumns.EVENT_ID)));
      return Optional.of(ids);
    } catch (NotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
