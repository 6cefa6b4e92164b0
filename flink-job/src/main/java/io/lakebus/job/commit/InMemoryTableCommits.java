// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Tables in memory; all files exist but those that are said to be missing. Not thread-safe. */
public final class InMemoryTableCommits implements TableCommits {

  private record Snapshot(PastCommit commit, List<WrittenFile> files) {}

  private record View(TableId table, Optional<UUID> uuid, List<Snapshot> history)
      implements TableView {

    @Override
    public Stream<PastCommit> commitsOf(String pipeline) {
      return history.reversed().stream()
          .map(Snapshot::commit)
          .filter(commit -> commit.key().pipeline().equals(pipeline));
    }
  }

  private final Map<TableId, List<Snapshot>> tables = new HashMap<>();
  private final Map<TableId, UUID> uuids = new HashMap<>();
  private final Set<TableId> dropped = new HashSet<>();
  private final Set<String> missing = new HashSet<>();

  /** A file is not there. */
  public void lose(String path) {
    missing.add(path);
  }

  /** A table is dropped. */
  public void drop(TableId table) {
    tables.remove(table);
    uuids.remove(table);
    dropped.add(table);
  }

  /** A table is dropped, and another one gets its name. */
  public void makeAnew(TableId table) {
    drop(table);
    dropped.remove(table);
  }

  /** Which of the tables that have had this name it is. */
  public UUID uuid(TableId table) {
    return uuids.computeIfAbsent(table, unmet -> UUID.randomUUID());
  }

  /** A table's old snapshots expire: only the newest stays. */
  public void expire(TableId table) {
    List<Snapshot> history = tables.get(table);
    tables.put(table, List.of(history.getLast()));
  }

  /** The paths of all files of a table, in the order of the commits. */
  public List<String> paths(TableId table) {
    return tables.getOrDefault(table, List.of()).stream()
        .flatMap(snapshot -> snapshot.files().stream())
        .map(WrittenFile::path)
        .toList();
  }

  @Override
  public List<TableView> look(Collection<TableId> ids) {
    return ids.stream().map(this::look).toList();
  }

  private TableView look(TableId id) {
    if (dropped.contains(id)) {
      throw TableGoneException.missing(id, null);
    }
    return new View(id, Optional.of(uuid(id)), tables.getOrDefault(id, List.of()));
  }

  @Override
  public void verify(TableView view, List<WrittenFile> files) {
    for (WrittenFile file : files) {
      if (missing.contains(file.path())) {
        throw new MissingFileException(file.path() + " is not there", null);
      }
    }
  }

  @Override
  public void append(List<TableAppend> appends) {
    for (TableAppend append : appends) {
      TableId table = append.view().table();
      if (dropped.contains(table) || !look(table).equals(append.view())) {
        throw new CommitConflictException(table + " has changed", null);
      }
    }
    for (TableAppend append : appends) {
      List<Snapshot> history =
          new ArrayList<>(tables.getOrDefault(append.view().table(), List.of()));
      history.add(new Snapshot(append.commit(), append.files()));
      tables.put(append.view().table(), List.copyOf(history));
    }
  }
}
