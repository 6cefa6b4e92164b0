// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * The tables through Iceberg's own API: no engine is asked, every Parquet file of the current
 * snapshot is read. A second opinion on what an engine says, and the only one on what an engine
 * does not show.
 */
public final class IcebergTables implements Tables, Snapshots, Closeable {

  /** How often a table is gone through that changes meanwhile. */
  private static final int AUDITS = 3;

  private final Catalog catalog;
  private final String pipeline;
  private final String vendor;
  private final TableId archive;
  private final TableId quarantine;
  private final DataFiles files = new DataFiles();

  /**
   * @param catalog the tables; closed with this, if it can be
   * @param vendor whose events are read
   * @param archive the table that keeps the vendors' JSON; its namespace is the bus's name
   * @param quarantine the table of dead letters
   */
  public IcebergTables(Catalog catalog, String vendor, TableId archive, TableId quarantine) {
    this.catalog = catalog;
    this.pipeline = archive.namespace();
    this.vendor = vendor;
    this.archive = archive;
    this.quarantine = quarantine;
  }

  @Override
  public String reader() {
    return "Iceberg's API";
  }

  @Override
  public Set<TableId> in(String namespace) {
    return guarded(
        namespace,
        () -> {
          Set<TableId> tables = new HashSet<>();
          for (TableIdentifier name : names(namespace)) {
            TableId table = new TableId(namespace, name.name());
            if (load(table).filter(IcebergTables::hasEvents).isPresent()) {
              tables.add(table);
            }
          }
          return tables;
        });
  }

  private static boolean hasEvents(Table table) {
    return table.schema().findField(Gathered.EVENT_ID) != null;
  }

  private List<TableIdentifier> names(String namespace) {
    try {
      return catalog.listTables(Namespace.of(namespace));
    } catch (NoSuchNamespaceException e) {
      return List.of();
    }
  }

  @Override
  public Map<String, Found> rows(TableId id) {
    return guarded(
        id.toString(),
        () -> {
          Optional<Table> table = load(id);
          return table.isEmpty() ? Map.of() : rows(id, table.get());
        });
  }

  private Map<String, Found> rows(TableId id, Table table) {
    Gathered gathered = new Gathered(kind(id), vendor);
    files.forEach(table, live(table), gathered.columns(), (file, row) -> gathered.add(row));
    return gathered.found();
  }

  private Gathered.Kind kind(TableId id) {
    if (id.equals(archive)) {
      return Gathered.Kind.ARCHIVE;
    }
    return id.equals(quarantine) ? Gathered.Kind.QUARANTINE : Gathered.Kind.OF_RULES;
  }

  /** The data files of a table's current snapshot. */
  static List<DataFile> live(Table table) {
    List<DataFile> live = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> live.add(task.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return live;
  }

  @Override
  public Optional<TableState> look(TableId id) {
    return guarded(id.toString(), () -> load(id).map(this::state));
  }

  private TableState state(Table table) {
    Snapshot current = table.currentSnapshot();
    if (current == null) {
      return new TableState(0, List.of());
    }
    List<Commit> commits = new ArrayList<>();
    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(current.snapshotId(), table::snapshot)) {
      Commit.of(snapshot, pipeline).ifPresent(commits::add);
    }
    // Beside snapshots of the pipeline the property is not asked: after a rollback it is ahead.
    if (commits.isEmpty()) {
      Commit.ofProperties(table, pipeline).ifPresent(commits::add);
    }
    return new TableState(
        Long.parseLong(current.summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0")),
        commits);
  }

  /**
   * What each commit to a table has brought.
   *
   * @throws TablesException if that cannot be read now
   */
  History history(TableId id) {
    return guarded(
        id.toString(),
        () -> load(id).map(table -> History.of(id, table, files, pipeline)).orElse(History.NONE));
  }

  /**
   * Goes through all that a table's metadata names. What is missing from a table that has changed
   * meanwhile is looked for once more: its snapshots may have expired.
   *
   * @throws TablesException if the table cannot be loaded now
   */
  TableAudit.Result audit(TableId id) {
    return guarded(
        id.toString(),
        () -> {
          Optional<Table> table = load(id);
          TableAudit.Result result = TableAudit.Result.NONE;
          for (int again = 0; again < AUDITS && table.isPresent(); again++) {
            result = TableAudit.of(id, table.get(), files, pipeline);
            Optional<Table> now = load(id);
            if (result.violations().isEmpty() || isSame(table, now)) {
              break;
            }
            table = now;
          }
          return result;
        });
  }

  private static boolean isSame(Optional<Table> one, Optional<Table> other) {
    return one.map(IcebergTables::metadata).equals(other.map(IcebergTables::metadata));
  }

  private static String metadata(Table table) {
    return ((BaseTable) table).operations().current().metadataFileLocation();
  }

  /** A table; empty if there is none. */
  Optional<Table> load(TableId id) {
    try {
      return Optional.of(catalog.loadTable(TableIdentifier.of(id.namespace(), id.name())));
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return Optional.empty();
    }
  }

  /** Reads data files. */
  DataFiles files() {
    return files;
  }

  String pipeline() {
    return pipeline;
  }

  String vendor() {
    return vendor;
  }

  @Override
  public void close() throws IOException {
    files.close();
    if (catalog instanceof Closeable closeable) {
      closeable.close();
    }
  }

  private interface Reading<T> {
    T read();
  }

  /** Whatever the catalog or the store says, it is that the tables cannot be read now. */
  private static <T> T guarded(String what, Reading<T> reading) {
    try {
      return reading.read();
    } catch (TablesException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new TablesException("Iceberg's API cannot read " + what + ": " + e.getMessage(), e);
    }
  }
}
