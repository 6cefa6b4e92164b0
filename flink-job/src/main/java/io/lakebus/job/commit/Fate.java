// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import java.util.Iterator;
import java.util.stream.Stream;

/** What has become of a checkpoint's share of one table, as the table itself tells. */
enum Fate {
  /** The table does not have these files, and nothing of the part of the log that they are from. */
  ABSENT,
  /** The table has them. */
  COMMITTED,
  /**
   * The table is complete beyond them and has no snapshot of the commit: it has expired, or the
   * same part of the log has been committed by somebody else.
   */
  COVERED,
  /** The table has rows of the same part of the log from somebody else. */
  OVERTAKEN;

  /**
   * Decides. What a table says of its offsets never goes back, so a commit can only be among those
   * that say at least what it would say: the look-up ends where they end, and the history before is
   * not read.
   *
   * @param past the pipeline's commits in the table's history, the newest first
   * @param first the offsets of the first rows; none where there are no rows
   * @param commit what is to be committed
   */
  static Fate of(Stream<PastCommit> past, Offsets first, PastCommit commit) {
    Iterator<PastCommit> commits = past.iterator();
    if (!commits.hasNext()) {
      return ABSENT;
    }
    PastCommit each = commits.next();
    if (!each.complete().covers(commit.complete())) {
      return first.covers(each.complete().within(first)) ? ABSENT : OVERTAKEN;
    }
    while (!each.key().equals(commit.key())) {
      if (!commits.hasNext()) {
        return COVERED;
      }
      each = commits.next();
      if (!each.complete().covers(commit.complete())) {
        return COVERED;
      }
    }
    return COMMITTED;
  }
}
