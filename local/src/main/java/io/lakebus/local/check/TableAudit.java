// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Goes through everything that one table's metadata names: {@link Invariant#METADATA}.
 *
 * <ul>
 *   <li>The manifest list and the manifests of every snapshot are there and can be read.
 *   <li>Every data file of every snapshot is there, with the size that the manifest says.
 *   <li>No data file is in the current snapshot twice; each has the rows that the manifest says,
 *       counted one by one; together they are as many as the snapshot says.
 *   <li>No commit of the pipeline is in the history twice, and nothing was ever deleted from a row
 *       file: tables are append-only.
 *   <li>Files that nothing names are counted: orphans. They are no violation.
 * </ul>
 *
 * <p>What it cannot see: a file whose bytes have changed without its length, as long as its rows
 * can be counted; and what has been taken out of the metadata whole, a snapshot with its files,
 * unless the journals know its rows.
 */
final class TableAudit {

  private final TableId id;
  private final Table table;
  private final DataFiles files;
  private final String pipeline;
  private final List<String> violations = new ArrayList<>();
  private final Set<String> named = new HashSet<>();

  /**
   * @param violations what is wrong, each in words
   * @param files how many data files the current snapshot has
   * @param rows how many rows they have, counted
   * @param orphans how many files below the table's location nothing names; empty where the store
   *     cannot list
   */
  record Result(List<String> violations, long files, long rows, Optional<Long> orphans) {

    static final Result NONE = new Result(List.of(), 0, 0, Optional.of(0L));

    Result {
      violations = List.copyOf(violations);
    }

    Result and(Result other) {
      List<String> both = new ArrayList<>(violations);
      both.addAll(other.violations);
      return new Result(
          both,
          files + other.files,
          rows + other.rows,
          orphans.flatMap(count -> other.orphans.map(more -> count + more)));
    }
  }

  private TableAudit(TableId id, Table table, DataFiles files, String pipeline) {
    this.id = id;
    this.table = table;
    this.files = files;
    this.pipeline = pipeline;
  }

  /**
   * Goes through a table as it was loaded.
   *
   * @param files reads its files
   * @param pipeline whose commits are to be in it once
   */
  static Result of(TableId id, Table table, DataFiles files, String pipeline) {
    return new TableAudit(id, table, files, pipeline).run();
  }

  private Result run() {
    Map<String, DataFile> older = new LinkedHashMap<>();
    Map<String, ManifestFile> manifests = new HashMap<>();
    List<DataFile> live = new ArrayList<>();
    Map<String, Integer> commits = new HashMap<>();
    Snapshot current = table.currentSnapshot();
    for (Snapshot snapshot : table.snapshots()) {
      Commit.of(snapshot, pipeline).ifPresent(one -> commits.merge(one.key(), 1, Integer::sum));
      if (!snapshot.equals(current)) {
        for (ManifestFile manifest : manifests(snapshot)) {
          if (manifests.putIfAbsent(manifest.path(), manifest) == null) {
            entries(manifest).forEach(file -> older.put(file.location(), file));
          }
        }
      }
    }
    if (current != null) {
      manifests(current).forEach(manifest -> live.addAll(entries(manifest)));
    }
    commits.forEach(
        (key, times) -> {
          if (times > 1) {
            broken("the commit " + key + " is in the history " + times + " times");
          }
        });
    Set<String> paths = new HashSet<>();
    for (DataFile file : live) {
      if (!paths.add(file.location())) {
        broken(file.location() + " is in the current snapshot twice");
      }
      older.remove(file.location());
    }
    named.addAll(paths);
    named.addAll(older.keySet());
    files.map(List.copyOf(older.values()), this::size).forEach(this::broken);
    long rows = rows(live, current);
    return new Result(violations, live.size(), rows, orphans());
  }

  private List<ManifestFile> manifests(Snapshot snapshot) {
    named.add(snapshot.manifestListLocation());
    try {
      return snapshot.allManifests(table.io());
    } catch (RuntimeException e) {
      broken("the manifest list of snapshot " + snapshot.snapshotId() + " " + why(e));
      return List.of();
    }
  }

  private List<DataFile> entries(ManifestFile manifest) {
    boolean seen = !named.add(manifest.path());
    if (manifest.content() == ManifestContent.DELETES) {
      broken("the manifest " + manifest.path() + " deletes rows");
      return List.of();
    }
    try (ManifestReader<DataFile> reader =
        ManifestFiles.read(manifest, table.io(), table.specs())) {
      List<DataFile> entries = new ArrayList<>();
      reader.forEach(file -> entries.add(file.copyWithoutStats()));
      long length = seen ? manifest.length() : length(manifest.path());
      if (length != manifest.length()) {
        broken(manifest.path() + " has " + length + " bytes instead of " + manifest.length());
      }
      return entries;
    } catch (IOException | RuntimeException e) {
      broken("the manifest " + manifest.path() + " " + why(e));
      return List.of();
    }
  }

  private long rows(List<DataFile> live, Snapshot current) {
    record Counted(long rows, Optional<String> violation) {}

    List<Counted> counted =
        files.map(
            live,
            file -> {
              Optional<String> size = size(file);
              if (size.isPresent()) {
                return new Counted(0, size);
              }
              try {
                long rows = DataFiles.count(table, file);
                return new Counted(
                    rows,
                    rows == file.recordCount()
                        ? Optional.empty()
                        : Optional.of(
                            file.location()
                                + " has "
                                + rows
                                + " rows, and its manifest says "
                                + file.recordCount()));
              } catch (RuntimeException e) {
                return new Counted(0, Optional.of(file.location() + " " + why(e)));
              }
            });
    counted.forEach(one -> broken(one.violation()));
    long rows = counted.stream().mapToLong(Counted::rows).sum();
    String said = current == null ? "0" : current.summary().get(SnapshotSummary.TOTAL_RECORDS_PROP);
    if (said != null && rows != Long.parseLong(said)) {
      broken("the current snapshot says " + said + " rows, and its files have " + rows);
    }
    return rows;
  }

  /** What is wrong with a file's being there. */
  private Optional<String> size(DataFile file) {
    try {
      long length = length(file.location());
      return length == file.fileSizeInBytes()
          ? Optional.empty()
          : Optional.of(
              file.location()
                  + " has "
                  + length
                  + " bytes, and its manifest says "
                  + file.fileSizeInBytes());
    } catch (RuntimeException e) {
      return Optional.of(file.location() + " " + why(e));
    }
  }

  private long length(String path) {
    return table.io().newInputFile(path).getLength();
  }

  private Optional<Long> orphans() {
    if (!(table.io() instanceof SupportsPrefixOperations store)
        || !(table instanceof BaseTable base)) {
      return Optional.empty();
    }
    TableMetadata metadata = base.operations().current();
    named.add(metadata.metadataFileLocation());
    metadata.previousFiles().forEach(entry -> named.add(entry.file()));
    metadata.statisticsFiles().stream().map(StatisticsFile::path).forEach(named::add);
    long orphans = 0;
    for (FileInfo file : store.listPrefix(table.location())) {
      if (!named.contains(file.location())) {
        orphans++;
      }
    }
    return Optional.of(orphans);
  }

  private void broken(String what) {
    violations.add(id + ": " + what);
  }

  private void broken(Optional<String> what) {
    what.ifPresent(this::broken);
  }

  private static String why(Exception failure) {
    return failure instanceof NotFoundException
        ? "is not there"
        : "cannot be read: " + Objects.toString(failure.getMessage(), failure.toString());
  }
}
