// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.PastCommit;
import io.lakebus.job.commit.TableAppend;
import io.lakebus.job.commit.TableView;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A table: its files, its history, and a version that every change moves. */
final class SimulatedTable {

  /** A snapshot that others have made has no commit. */
  private record Snapshot(Optional<PastCommit> commit, Snapshot parent) {

    Stream<Snapshot> newestFirst() {
      return Stream.iterate(this, Objects::nonNull, Snapshot::parent);
    }
  }

  private record View(TableId table, int version, Snapshot newest) implements TableView {

    /** The model's tables are never made anew. */
    @Override
    public Optional<UUID> uuid() {
      return Optional.empty();
    }

    @Override
    public Stream<PastCommit> commitsOf(String pipeline) {
      return newest == null
          ? Stream.of()
          : newest
              .newestFirst()
              .flatMap(snapshot -> snapshot.commit().stream())
              .filter(commit -> commit.key().pipeline().equals(pipeline));
    }
  }

  private final TableId name;
  private List<WrittenFile> files = new ArrayList<>();
  private View now;
  private View before;

  SimulatedTable(TableId name) {
    this.name = name;
    this.now = new View(name, 0, null);
    this.before = now;
  }

  TableId name() {
    return name;
  }

  /** The table as it is. */
  TableView view() {
    return now;
  }

  /** The table as it was before its latest change. */
  TableView staleView() {
    return before;
  }

  /** The pipeline's newest commit that the table tells of. */
  Optional<PastCommit> newest() {
    return now.commitsOf(Tables.PIPELINE).findFirst();
  }

  List<WrittenFile> files() {
    return files;
  }

  boolean isAsLookedAt(TableView view) {
    return ((View) view).version() == now.version();
  }

  void append(TableAppend append) {
    files.addAll(append.files());
    change(new Snapshot(Optional.of(append.commit()), now.newest()));
  }

  /** Others write the same rows into another file. */
  void rewrite(WrittenFile rewritten) {
    files = new ArrayList<>(List.of(rewritten));
    change(new Snapshot(Optional.empty(), now.newest()));
  }

  /** Others change the schema: the version moves, no snapshot is made. */
  void changeSchema() {
    change(now.newest());
  }

  /**
   * Snapshots expire, the pipeline's newest and what is newer never.
   *
   * @param older how many older ones stay
   */
  void expire(int older) {
    List<Snapshot> all = history();
    int newest = 0;
    while (newest < all.size() && all.get(newest).commit().isEmpty()) {
      newest++;
    }
    keep(all.subList(0, Math.min(all.size(), newest + 1 + older)));
  }

  /** All snapshots but the current one expire, whosesoever they are. */
  void expireAllBefore() {
    keep(history().stream().limit(1).toList());
  }

  private List<Snapshot> history() {
    return now.newest() == null ? List.of() : now.newest().newestFirst().toList();
  }

  private void keep(List<Snapshot> newestFirst) {
    Snapshot kept = null;
    for (Snapshot snapshot : newestFirst.reversed()) {
      kept = new Snapshot(snapshot.commit(), kept);
    }
    change(kept);
  }

  private void change(Snapshot newest) {
    before = now;
    now = new View(name, now.version() + 1, newest);
  }
}
