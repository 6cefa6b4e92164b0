// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** The commits of a pipeline that a table's snapshots tell of. */
public final class History {

  private History() {}

  /** How far into the log a table is complete; nothing is known of a table without commits. */
  public static Offsets completeTo(Table table, String pipeline) {
    return newest(table, pipeline).map(PastCommit::complete).orElse(Offsets.NONE);
  }

  /** A table's newest commit of a pipeline. */
  public static Optional<PastCommit> newest(Table table, String pipeline) {
    return commits(table.currentSnapshot(), table::snapshot, pipeline).stream().findFirst();
  }

  /**
   * The commits of a pipeline, the newest first.
   *
   * @param current the table's current snapshot, null if it has none
   * @param byId the table's snapshots
   */
  static List<PastCommit> commits(Snapshot current, LongFunction<Snapshot> byId, String pipeline) {
    List<PastCommit> commits = new ArrayList<>();
    if (current != null) {
      for (Snapshot snapshot : SnapshotUtil.ancestorsOf(current.snapshotId(), byId::apply)) {
        PastCommit.ofSummary(snapshot.summary(), pipeline).ifPresent(commits::add);
      }
    }
    return commits;
  }
}
