// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * The commits of a pipeline that a table tells of. Its snapshots do; when all of them have expired
 * the table's property has still the newest. While any snapshot tells, the property does not count:
 * after a rollback it is ahead of the rows.
 */
public final class History {

  private History() {}

  /**
   * How far into the log a table is complete; nothing is known of a table without commits.
   *
   * @param topicId the log's topic, where that is known: commits of another one do not count
   */
  public static Offsets completeTo(Table table, String pipeline, Optional<String> topicId) {
    return commits(table, pipeline)
        .filter(commit -> commit.isOf(topicId))
        .findFirst()
        .map(PastCommit::complete)
        .orElse(Offsets.NONE);
  }

  /** A table's newest commit of a pipeline. */
  public static Optional<PastCommit> newest(Table table, String pipeline) {
    return commits(table, pipeline).findFirst();
  }

  private static Stream<PastCommit> commits(Table table, String pipeline) {
    return commits(table.currentSnapshot(), table::snapshot, table.properties(), pipeline);
  }

  /** The commits of a pipeline, the newest first; a snapshot is not read before it is its turn. */
  static Stream<PastCommit> commits(TableMetadata table, String pipeline) {
    return commits(table.currentSnapshot(), table::snapshot, table.properties(), pipeline);
  }

  private static Stream<PastCommit> commits(
      Snapshot current,
      LongFunction<Snapshot> byId,
      Map<String, String> properties,
      String pipeline) {
    if (current == null) {
      return Stream.empty();
    }
    Iterator<Snapshot> snapshots =
        SnapshotUtil.ancestorsOf(current.snapshotId(), byId::apply).iterator();
    while (snapshots.hasNext()) {
      Optional<PastCommit> newest = PastCommit.ofSummary(snapshots.next().summary(), pipeline);
      if (newest.isPresent()) {
        return Stream.concat(newest.stream(), rest(snapshots, pipeline));
      }
    }
    return PastCommit.ofProperties(properties, pipeline).stream();
  }

  private static Stream<PastCommit> rest(Iterator<Snapshot> snapshots, String pipeline) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(snapshots, Spliterator.ORDERED), false)
        .flatMap(snapshot -> PastCommit.ofSummary(snapshot.summary(), pipeline).stream());
  }
}
