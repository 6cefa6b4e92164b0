// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.route.TableId;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A table as it was at one moment. */
public interface TableView {

  /** The table. */
  TableId table();

  /** Which of the tables that have had this name; empty where the table does not tell. */
  Optional<UUID> uuid();

  /** The commits of a pipeline in the table's history, the newest first. */
  Stream<PastCommit> commitsOf(String pipeline);
}
