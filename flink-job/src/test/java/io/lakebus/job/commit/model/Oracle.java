// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.PastCommit;
import io.lakebus.job.commit.TableAppend;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.WrittenFile;
import java.util.Arrays;
import java.util.List;

/**
 * Knows what must be in the tables, and judges every commit that the catalog takes:
 *
 * <ul>
 *   <li>each row is one that the log has for the table, and is there once;
 *   <li>each file is there, whole;
 *   <li>each table has exactly the rows from before the offsets that its newest commit tells;
 *   <li>what is before the archive's offsets is in all tables, for a job without state goes on from
 *       there;
 *   <li>where the catalog commits all tables at once, all rows of a record appear at once.
 * </ul>
 */
final class Oracle {

  private final SimulatedLog log;
  private final Store store;
  private final boolean atOnce;

  /** By table, partition and offset: whether the row is there. */
  private final boolean[][][] there;

  Oracle(Setting setting, Store store) {
    this.log = setting.log();
    this.store = store;
    this.atOnce = setting.atOnce();
    this.there = new boolean[Tables.NAMES.size()][log.partitions()][];
    for (boolean[][] table : there) {
      for (int partition = 0; partition < log.partitions(); partition++) {
        table[partition] = new boolean[log.end(partition)];
      }
    }
  }

  /** The catalog has taken a commit. */
  void committed(List<TableAppend> appends, SimulatedTable archive) {
    for (TableAppend append : appends) {
      int table = Tables.number(append.view().table());
      append.files().forEach(file -> appear(table, file));
      requireExactlyBefore(table, append.commit().complete());
    }
    requireAllBeforeTheArchivesOffsets(archive);
    if (atOnce) {
      appends.forEach(this::requireWholeRecords);
    }
  }

  /** All is done: each record is in each of its tables. */
  void requireAll(SimulatedCatalog catalog) {
    for (int table = 0; table < there.length; table++) {
      for (int partition = 0; partition < log.partitions(); partition++) {
        for (int offset = 0; offset < log.end(partition); offset++) {
          if (there[table][partition][offset] != log.goesTo(table, partition, offset)) {
            throw broken(table, partition, offset, "is missing");
          }
        }
      }
      requireFiles(table, catalog);
    }
  }

  /** Whether a table has any of the rows of files already. */
  boolean hasAny(int table, List<WrittenFile> files) {
    return Arrays.stream(store.rows(files))
        .anyMatch(row -> there[table][Row.partition(row)][Row.offset(row)]);
  }

  private void appear(int table, WrittenFile file) {
    if (!store.isWhole(file)) {
      throw new BrokenPromise(
          Tables.NAMES.get(table) + " refers to " + file.path() + ", which is not there, whole");
    }
    for (int row : store.rows(file)) {
      int partition = Row.partition(row);
      int offset = Row.offset(row);
      if (!log.goesTo(table, partition, offset)) {
        throw broken(table, partition, offset, "is none that the log has");
      }
      if (there[table][partition][offset]) {
        throw broken(table, partition, offset, "is there twice");
      }
      there[table][partition][offset] = true;
    }
  }

  private void requireExactlyBefore(int table, Offsets complete) {
    for (int partition = 0; partition < log.partitions(); partition++) {
      for (int offset = 0; offset < log.end(partition); offset++) {
        boolean told = complete.isBeyond(partition, offset);
        if (told && isMissing(table, partition, offset)) {
          throw broken(table, partition, offset, "is missing before " + complete.toJson());
        }
        if (!told && there[table][partition][offset]) {
          throw broken(table, partition, offset, "is there, but not before " + complete.toJson());
        }
      }
    }
  }

  private void requireAllBeforeTheArchivesOffsets(SimulatedTable archive) {
    Offsets told = archive.newest().map(PastCommit::complete).orElse(Offsets.NONE);
    for (int table = 0; table < there.length; table++) {
      for (int partition = 0; partition < log.partitions(); partition++) {
        long end = Math.min(told.of(partition), log.end(partition));
        for (int offset = 0; offset < end; offset++) {
          if (isMissing(table, partition, offset)) {
            throw broken(
                table, partition, offset, "is missing before the archive's " + told.toJson());
          }
        }
      }
    }
  }

  private void requireWholeRecords(TableAppend append) {
    for (WrittenFile file : append.files()) {
      for (int row : store.rows(file)) {
        for (int table = 0; table < there.length; table++) {
          if (isMissing(table, Row.partition(row), Row.offset(row))) {
            throw broken(
                table,
                Row.partition(row),
                Row.offset(row),
                "is not yet there, as it is in " + append.view().table());
          }
        }
      }
    }
  }

  private void requireFiles(int table, SimulatedCatalog catalog) {
    for (WrittenFile file : catalog.table(table).files()) {
      if (!store.isWhole(file)) {
        throw new BrokenPromise(
            Tables.NAMES.get(table) + " refers to " + file.path() + ", which is gone");
      }
    }
  }

  private boolean isMissing(int table, int partition, int offset) {
    return log.goesTo(table, partition, offset) && !there[table][partition][offset];
  }

  private static BrokenPromise broken(int table, int partition, int offset, String how) {
    return new BrokenPromise(
        "the row of "
            + Row.text(Row.of(partition, offset))
            + " in "
            + Tables.NAMES.get(table)
            + " "
            + how);
  }
}
