// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.util.List;

/**
 * A table at one moment.
 *
 * @param rows how many rows its current snapshot says it has
 * @param commits the pipeline's commits in its history, the newest first
 */
record TableState(long rows, List<Commit> commits) {

  TableState {
    commits = List.copyOf(commits);
  }

  /** Whether the table is complete at least as far as another one, or itself earlier, is. */
  boolean covers(TableState other) {
    return other.commits.isEmpty()
        || (!commits.isEmpty() && commits.getFirst().covers(other.commits.getFirst()));
  }

  /** Up to where it is complete. */
  String place() {
    return commits.isEmpty() ? "nothing" : commits.getFirst().offsets().toString();
  }
}
