// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.StartPlace;
import io.lakebus.job.WithoutState;
import io.lakebus.job.commit.CheckpointCommitter;
import io.lakebus.job.commit.CheckpointFiles;
import io.lakebus.job.commit.PastCommit;
import io.lakebus.job.commit.TableAppend;
import io.lakebus.job.commit.TableCommits;
import io.lakebus.job.log.OffsetTracker;
import io.lakebus.job.log.Offsets;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * The places where the model calls the project's code, or does what an operator does that needs
 * Flink or Iceberg to run. Each of them can be made wrong: see {@link Mutant}.
 */
class Protocol {

  /** Where a job without state begins to read. */
  Offsets start(SimulatedCatalog catalog) {
    SimulatedTable archive = catalog.table(Tables.ARCHIVE);
    return StartPlace.of(
            TableIdentifier.parse(archive.name().toString()),
            archive.files().size(),
            archive.newest(),
            WithoutState.GO_ON)
        .offsets();
  }

  /** How far a table is complete, as write asks when it opens it. */
  Offsets complete(SimulatedCatalog catalog, int table) {
    return catalog.table(table).newest().map(PastCommit::complete).orElse(Offsets.NONE);
  }

  /** Whether write leaves a row out, of a table that is complete so far. */
  boolean has(Offsets alreadyComplete, int partition, int offset) {
    return alreadyComplete.isBeyond(partition, offset);
  }

  /**
   * From where on a table's rows of a checkpoint are.
   *
   * @param written has seen them all
   * @param rows the rows in the order in which they were written
   */
  Offsets first(OffsetTracker written, int[] rows) {
    return written.first();
  }

  /**
   * What is to be committed of what was gathered.
   *
   * @param before how far the tables are complete without it
   * @param read how far the job has read by now
   */
  CheckpointFiles committable(CheckpointFiles gathered, Offsets before, Supplier<Offsets> read) {
    return gathered;
  }

  /** Whether what was gathered is committed at once, and not when its checkpoint is complete. */
  boolean commitsAtTheBarrier() {
    return false;
  }

  /** What is committed of that which came back from a checkpoint. */
  List<CheckpointFiles> restored(List<CheckpointFiles> pending) {
    return pending;
  }

  /** What stays to be committed when a checkpoint has failed. */
  List<CheckpointFiles> afterFailure(List<CheckpointFiles> pending, long failed) {
    return pending;
  }

  /** Which of several pending committables is committed next: the oldest. */
  CheckpointFiles next(List<CheckpointFiles> pending) {
    return pending.getFirst();
  }

  /** The tables as the committer sees them. */
  TableCommits tables(TableCommits real, Store store) {
    return real;
  }

  /**
   * Commits.
   *
   * @param tables the tables as the committer sees them
   */
  void commit(
      CheckpointCommitter committer, CommitRequest<CheckpointFiles> request, TableCommits tables)
      throws IOException, InterruptedException {
    committer.commit(List.of(request));
  }

  /**
   * In which order tables are committed where the catalog cannot commit all at once: a group is
   * begun when all of the one before it are done.
   */
  List<List<TableAppend>> singly(List<TableAppend> appends) {
    Predicate<TableAppend> ofArchive =
        append -> append.view().table().equals(Tables.NAMES.get(Tables.ARCHIVE));
    return List.of(
        appends.stream().filter(ofArchive.negate()).toList(),
        appends.stream().filter(ofArchive).toList());
  }

  /** Old snapshots of a table expire, all but so many. */
  void expire(SimulatedTable table, int older) {
    table.expire(older);
  }
}
