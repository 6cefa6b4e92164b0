// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** Ways of removing old snapshots: the last one of the pipeline says what it has committed. */
final class Expiries {

  private Expiries() {}

  /**
   * Takes along the property, which says the same: the table does not know the pipeline any more.
   */
  static void ofAllThatThePipelineSaid(Table table, String pipeline) {
    table.expireSnapshots().expireOlderThan(System.currentTimeMillis()).retainLast(1).commit();
    table.updateProperties().remove("lakebus.newest." + pipeline).commit();
  }

  /** Keeps the pipeline's last snapshot and what has come after it. */
  static void butThePipelinesLast(Table table, String pipeline) {
    List<Snapshot> newestFirst = new ArrayList<>();
    SnapshotUtil.ancestorsOf(table.currentSnapshot().snapshotId(), table::snapshot)
        .forEach(newestFirst::add);
    Optional<Snapshot> last =
        newestFirst.stream()
            .filter(snapshot -> pipeline.equals(snapshot.summary().get("lakebus.pipeline")))
            .findFirst();
    ExpireSnapshots expiry = table.expireSnapshots();
    newestFirst
        .subList(newestFirst.indexOf(last.orElseThrow()) + 1, newestFirst.size())
        .forEach(snapshot -> expiry.expireSnapshotId(snapshot.snapshotId()));
    expiry.commit();
  }
}
