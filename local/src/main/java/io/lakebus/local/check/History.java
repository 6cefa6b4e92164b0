// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Whether every snapshot of a table was a whole one: part of {@link Invariant#VISIBILITY}.
 *
 * <p>A commit says up to where in the log the table is complete with it. So all rows that it brings
 * lie before that place, and at or behind the place of the commit before it: none came too early,
 * and none too late. Snapshots that have expired cannot be judged.
 *
 * @param commits the pipeline's commits, the oldest first
 * @param isWhole whether no snapshot has expired
 * @param judged how many of them were compared with the one before
 * @param violations what is wrong, each in words
 */
record History(List<Commit> commits, boolean isWhole, long judged, List<String> violations) {

  /** The history of a table that is not there. */
  static final History NONE = new History(List.of(), true, 0, List.of());

  History {
    commits = List.copyOf(commits);
    violations = List.copyOf(violations);
  }

  /** Reads the rows that each snapshot of a table has brought. */
  static History of(TableId id, Table table, DataFiles files, String pipeline) {
    List<Commit> commits = new ArrayList<>();
    List<String> violations = new ArrayList<>();
    List<Snapshot> snapshots = oldestFirst(table);
    for (Snapshot snapshot : snapshots) {
      Optional<Commit> made = Commit.of(snapshot, pipeline);
      if (made.isPresent()) {
        Commit commit = made.get();
        Optional<Commit> before =
            commits.isEmpty() ? Optional.empty() : Optional.of(commits.getLast());
        String where = id + ": the commit " + commit.key();
        if (before.isPresent() && !commit.covers(before.get())) {
          violations.add(
              where
                  + " is complete to "
                  + commit.offsets()
                  + ", the one before was to "
                  + before.get().offsets());
        }
        new Window(commit, before)
            .misfits(table, added(snapshot, table), files).stream()
                .map(misfit -> where + misfit)
                .forEach(violations::add);
        commits.add(commit);
      }
    }
    boolean isWhole = snapshots.isEmpty() || snapshots.getFirst().parentId() == null;
    return new History(commits, isWhole, Math.max(0, commits.size() - 1), violations);
  }

  private static List<Snapshot> oldestFirst(Table table) {
    List<Snapshot> snapshots = new ArrayList<>();
    if (table.currentSnapshot() != null) {
      SnapshotUtil.ancestorsOf(table.currentSnapshot().snapshotId(), table::snapshot)
          .forEach(snapshots::add);
    }
    return snapshots.reversed();
  }

  private static List<DataFile> added(Snapshot snapshot, Table table) {
    List<DataFile> added = new ArrayList<>();
    SnapshotChanges.builderFor(table)
        .snapshot(snapshot)
        .build()
        .addedDataFiles()
        .forEach(file -> added.add(file.copyWithoutStats()));
    return added;
  }

  /** The part of the log that a commit may bring rows of. */
  private record Window(Commit commit, Optional<Commit> before) {

    List<String> misfits(Table table, List<DataFile> added, DataFiles files) {
      List<String> misfits = new ArrayList<>();
      files.forEach(
          table,
          added,
          List.of(DataFiles.PARTITION, DataFiles.OFFSET),
          (file, row) -> {
            Place place = DataFiles.place(row);
            Optional<String> misfit = misfit(place);
            if (misfit.isPresent()) {
              synchronized (misfits) {
                misfits.add(misfit.get());
              }
            }
          });
      return misfits;
    }

    private Optional<String> misfit(Place place) {
      if (!commit.covers(place.partition(), place.offset())) {
        return Optional.of(" brings " + place + ", beyond its own end " + commit.offsets());
      }
      return before
          .filter(one -> one.covers(place.partition(), place.offset()))
          .map(one -> " brings " + place + ", before the end of the one before " + one.offsets());
    }
  }
}
