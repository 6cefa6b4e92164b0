// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.bus.Bus;
import io.lakebus.job.commit.History;
import io.lakebus.job.commit.PastCommit;
import io.lakebus.job.log.Offsets;
import io.lakebus.route.TableId;
import io.lakebus.schema.TableKeeper;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;

/**
 * Where a job without state begins to read. The archive tells: each event has its row there, and
 * where tables are not committed together the archive is the last. Other tables may be complete
 * beyond that place; write leaves out what a table has.
 *
 * <p>What such a start keeps: every event is in its tables, once. What it cannot keep is dedup's
 * memory, which was in the lost state: a repeat that comes after the start of an event from before
 * it passes as a first one. So may, of a vendor that gives partition keys, a repeat that lies in
 * another partition than its first.
 *
 * @param offsets the offset of the next record by partition
 * @param topicId Kafka's id of the topic that these offsets are of; empty where the archive does
 *     not tell
 */
public record StartPlace(Offsets offsets, Optional<String> topicId) {

  /** Of whatever topic. */
  private static final StartPlace BEGINNING = new StartPlace(Offsets.NONE, Optional.empty());

  /**
   * Finds the place.
   *
   * @throws IllegalStateException as {@link #of} does
   */
  static StartPlace find(Catalog catalog, Bus bus, WithoutState mode) {
    TableIdentifier archive = TableKeeper.identifier(TableId.archive(bus));
    return load(catalog, archive)
        .map(table -> of(archive, rows(table), History.newest(table, bus.name()), mode))
        .orElse(BEGINNING);
  }

  /**
   * The place that an archive tells.
   *
   * @param archive its name
   * @param rows how many rows it has
   * @param newest the newest of its snapshots that the pipeline has made
   * @throws IllegalStateException if the archive has rows and does not tell, or if it tells and the
   *     setting says that a start without state is to be refused
   */
  public static StartPlace of(
      TableIdentifier archive, long rows, Optional<PastCommit> newest, WithoutState mode) {
    if (newest.isEmpty() && rows == 0) {
      return BEGINNING;
    }
    PastCommit last =
        newest.orElseThrow(
            () ->
                new IllegalStateException(
                    archive
                        + " has rows, but does not tell up to which offsets of the log they are"
                        + " complete. To begin anew, drop or rename the bus's tables."));
    if (mode == WithoutState.REFUSE) {
      throw new IllegalStateException(
          archive
              + " has rows up to the log's offsets "
              + last.complete().toJson()
              + ", and the job was started without state. Start it from a checkpoint or savepoint,"
              + " or set start.without-state=go-on: then it goes on from these offsets, without"
              + " the memory of earlier events that recognises their repeats.");
    }
    return new StartPlace(last.complete(), last.topicId());
  }

  private static Optional<Table> load(Catalog catalog, TableIdentifier name) {
    try {
      return Optional.of(catalog.loadTable(name));
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return Optional.empty();
    }
  }

  private static long rows(Table table) {
    Snapshot current = table.currentSnapshot();
    if (current == null) {
      return 0;
    }
    return Long.parseLong(current.summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "1"));
  }
}
