// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.CheckpointCommitter;
import io.lakebus.job.commit.CheckpointFiles;
import io.lakebus.job.commit.CommitConflictException;
import io.lakebus.job.commit.CommitKey;
import io.lakebus.job.commit.CommitUnknownException;
import io.lakebus.job.commit.MissingFileException;
import io.lakebus.job.commit.OvertakenException;
import io.lakebus.job.commit.PastCommit;
import io.lakebus.job.commit.TableAppend;
import io.lakebus.job.commit.TableCommits;
import io.lakebus.job.log.OffsetTracker;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.TableFiles;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** The protocol with one thing wrong each. The model must notice every one of them. */
@SuppressWarnings("ImmutableEnumChecker") // what makes protocols keeps nothing of them
enum Mutant {
  /** After an unknown fate it sends the commit again, on top of what is there. */
  REPEATS_AN_UNKNOWN_COMMIT_WITHOUT_A_LOOK(
      append(
          (tables, appends) -> {
            try {
              tables.real().append(appends);
            } catch (CommitUnknownException e) {
              tables.appendToThemNow(appends);
            }
          })),

  /** After a conflict it puts its commit on top of what is there, as Iceberg does by itself. */
  REPEATS_A_REFUSED_COMMIT_WITHOUT_A_LOOK(
      append(
          (tables, appends) -> {
            try {
              tables.real().append(appends);
            } catch (CommitConflictException e) {
              tables.appendToThemNow(appends);
            }
          })),

  /** A conflict is often its own commit, but not always. */
  TAKES_A_CONFLICT_FOR_SUCCESS(
      append(
          (tables, appends) -> {
            try {
              tables.real().append(appends);
            } catch (CommitConflictException e) {
              return;
            }
          })),

  /** No answer is no yes. */
  TAKES_AN_UNKNOWN_FATE_FOR_SUCCESS(
      append(
          (tables, appends) -> {
            try {
              tables.real().append(appends);
            } catch (CommitUnknownException e) {
              return;
            }
          })),

  /** What has changed between the look and the append is not noticed. */
  APPENDS_TO_TABLES_THAT_HAVE_CHANGED(append(MutantTables::appendToThemNow)),

  /** A reader sees an event in one table and not in another. */
  COMMITS_TABLES_ONE_BY_ONE(
      append(
          (tables, appends) -> appends.forEach(append -> tables.real().append(List.of(append))))),

  /** A file that the catalog has may be the one that is removed. */
  CLEANS_UP_AFTER_AN_UNKNOWN_FATE(
      append(
          (tables, appends) -> {
            try {
              tables.real().append(appends);
            } catch (CommitUnknownException e) {
              tables.cleanUp(appends);
              throw e;
            }
          })),

  /** The conflict may be its own commit. */
  CLEANS_UP_AFTER_A_CONFLICT(
      append(
          (tables, appends) -> {
            try {
              tables.real().append(appends);
            } catch (CommitConflictException e) {
              tables.cleanUp(appends);
              throw e;
            }
          })),

  /** The store has acknowledged all files. */
  VERIFIES_NOTHING(verify((tables, view, files) -> {})),

  /** A file may be there and lack its end. */
  VERIFIES_NO_SIZES(
      verify(
          (tables, view, files) -> {
            if (!files.stream().allMatch(tables.store()::isThere)) {
              throw new MissingFileException("a file is not there", null);
            }
          })),

  /** It asks for its key only: but that expires, and other jobs have other keys. */
  COMPARES_NO_OFFSETS(
      () ->
          new Protocol() {
            @Override
            CheckpointFiles committable(
                CheckpointFiles gathered, Offsets before, Supplier<Offsets> read) {
              Map<TableId, TableFiles> tables = new HashMap<>(gathered.tables());
              tables.replaceAll((table, share) -> new TableFiles(share.files(), Offsets.NONE));
              return new CheckpointFiles(
                  gathered.key(), tables, gathered.begin(), gathered.complete());
            }
          }),

  /** A dead letter may be written after one of a later record. */
  TAKES_THE_FIRST_ROW_WRITTEN_FOR_THE_NEAREST(
      () ->
          new Protocol() {
            @Override
            Offsets first(OffsetTracker written, int[] rows) {
              Map<Integer, Long> first = new HashMap<>();
              for (int row : rows) {
                first.putIfAbsent(Row.partition(row), (long) Row.offset(row));
              }
              return Offsets.of(first);
            }
          }),

  /** A commit that another job has overtaken is appended all the same. */
  HAS_NO_FENCE(
      overtaken(
          (tables, files) ->
              tables.append(
                  tables.look(files.tables().keySet()).stream()
                      .map(
                          view ->
                              new TableAppend(
                                  view, files.tables().get(view.table()).files(), files.commit()))
                      .toList()))),

  /** A commit that another job has overtaken is left out without a word. */
  SKIPS_WHAT_IS_OVERTAKEN(overtaken((tables, files) -> {})),

  /** The rows of this checkpoint are told by the next one only. */
  TELLS_THE_OFFSETS_OF_THE_CHECKPOINT_BEFORE(
      () ->
          new Protocol() {
            @Override
            CheckpointFiles committable(
                CheckpointFiles gathered, Offsets before, Supplier<Offsets> read) {
              return new CheckpointFiles(
                  gathered.key(), gathered.tables(), gathered.begin(), before);
            }
          }),

  /** Rows are told of that are not committed yet. */
  TELLS_THE_OFFSETS_READ_BY_NOW(
      tells((commit, read) -> new PastCommit(commit.key(), commit.complete().max(read.offsets())))),

  /** The summary tells how far the job is, also where the table was farther before. */
  FORGETS_WHAT_THE_TABLE_HAD(
      tells((commit, read) -> new PastCommit(commit.key(), read.files().complete()))),

  /** A job that starts from an older checkpoint, or from none, writes everything again. */
  LEAVES_NOTHING_OUT(
      () ->
          new Protocol() {
            @Override
            boolean has(Offsets alreadyComplete, int partition, int offset) {
              return false;
            }
          }),

  /** Other tables may be complete beyond the archive. */
  LEAVES_OUT_WHAT_THE_ARCHIVE_HAS(
      () ->
          new Protocol() {
            @Override
            Offsets complete(SimulatedCatalog catalog, int table) {
              return super.complete(catalog, Tables.ARCHIVE);
            }
          }),

  /** What is complete in one table may not be in another. */
  STARTS_AT_THE_FARTHEST_TABLE(
      () ->
          new Protocol() {
            @Override
            Offsets start(SimulatedCatalog catalog) {
              Offsets farthest = super.start(catalog);
              for (int table = 0; table < Tables.NAMES.size(); table++) {
                farthest = farthest.max(complete(catalog, table));
              }
              return farthest;
            }
          }),

  /** The archive tells of rows that other tables do not have yet. */
  COMMITS_THE_ARCHIVE_WITH_THE_OTHERS(
      () ->
          new Protocol() {
            @Override
            List<List<TableAppend>> singly(List<TableAppend> appends) {
              return List.of(appends);
            }
          }),

  /** If the checkpoint fails and the job dies, its rows are written again in other files. */
  COMMITS_BEFORE_THE_CHECKPOINT_IS_COMPLETE(
      () ->
          new Protocol() {
            @Override
            boolean commitsAtTheBarrier() {
              return true;
            }
          }),

  /** The source goes on behind rows that were never committed. */
  FORGETS_WHAT_WAS_PENDING(
      () ->
          new Protocol() {
            @Override
            List<CheckpointFiles> restored(List<CheckpointFiles> pending) {
              return List.of();
            }
          }),

  /** The rows of a failed checkpoint are not read again as long as the job lives. */
  FORGETS_THE_FILES_OF_A_FAILED_CHECKPOINT(
      () ->
          new Protocol() {
            @Override
            List<CheckpointFiles> afterFailure(List<CheckpointFiles> pending, long failed) {
              return pending.stream().filter(files -> files.key().checkpoint() != failed).toList();
            }
          }),

  /** The newest tells offsets that make the older ones look committed. */
  COMMITS_THE_NEWEST_FIRST(
      () ->
          new Protocol() {
            @Override
            CheckpointFiles next(List<CheckpointFiles> pending) {
              return pending.getLast();
            }
          }),

  /** Maintenance that takes away what the table tells of itself. */
  EXPIRES_THE_NEWEST_COMMIT(
      () ->
          new Protocol() {
            @Override
            void expire(SimulatedTable table, int older) {
              table.expireAllBefore();
            }
          });

  /** What is done with a commit that was refused because another job had overtaken it. */
  @FunctionalInterface
  private interface AfterRefusal {
    void goOn(TableCommits tables, CheckpointFiles files);
  }

  /** What was gathered, and how far the job has read whenever that is asked. */
  private record Read(CheckpointFiles files, Supplier<Offsets> by) {
    Offsets offsets() {
      return by.get();
    }
  }

  private final Supplier<Protocol> protocol;

  Mutant(Supplier<Protocol> protocol) {
    this.protocol = protocol;
  }

  /** The protocol for one schedule. */
  Protocol protocol() {
    return protocol.get();
  }

  private static Supplier<Protocol> append(MutantTables.Append append) {
    return tables((real, store) -> new MutantTables(real, store, MutantTables.VERIFY, append));
  }

  private static Supplier<Protocol> verify(MutantTables.Verify verify) {
    return tables((real, store) -> new MutantTables(real, store, verify, MutantTables.APPEND));
  }

  private static Supplier<Protocol> tables(BiFunction<TableCommits, Store, TableCommits> others) {
    return () ->
        new Protocol() {
          @Override
          TableCommits tables(TableCommits real, Store store) {
            return others.apply(real, store);
          }
        };
  }

  private static Supplier<Protocol> overtaken(AfterRefusal instead) {
    return () ->
        new Protocol() {
          @Override
          void commit(
              CheckpointCommitter committer,
              CommitRequest<CheckpointFiles> request,
              TableCommits tables)
              throws IOException, InterruptedException {
            try {
              super.commit(committer, request, tables);
            } catch (SuppressRestartsException e) {
              if (!(e.getCause() instanceof OvertakenException)) {
                throw e;
              }
              instead.goOn(tables, request.getCommittable());
            }
          }
        };
  }

  /** The snapshot's summary says something else. */
  private static Supplier<Protocol> tells(BiFunction<PastCommit, Read, PastCommit> other) {
    return () ->
        new Protocol() {
          private final Map<CommitKey, Read> reads = new HashMap<>();

          @Override
          CheckpointFiles committable(
              CheckpointFiles gathered, Offsets before, Supplier<Offsets> read) {
            reads.put(gathered.key(), new Read(gathered, read));
            return gathered;
          }

          @Override
          TableCommits tables(TableCommits real, Store store) {
            return new MutantTables(
                real,
                store,
                MutantTables.VERIFY,
                (tables, appends) ->
                    real.append(
                        appends.stream()
                            .map(
                                append ->
                                    new TableAppend(
                                        append.view(),
                                        append.files(),
                                        other.apply(
                                            append.commit(), reads.get(append.commit().key()))))
                            .toList()));
          }
        };
  }
}
