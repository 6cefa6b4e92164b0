// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import java.util.Iterator;
import java.util.stream.Stream;

/** What has become of a checkpoint's share of one table, as the table itself tells. */
enum Fate {
  /** The table does not have these files, and nothing of the part of the log that they are from. */
  ABSENT,
  /** The table has them, or is complete beyond them: nothing is left to do. */
  COMMITTED,
  /** The table has rows of the same part of the log from somebody else. */
  OVERTAKEN;

  /**
   * Decides by the commit's key, and where no snapshot has it (it may have expired) by offsets.
   *
   * @param past the pipeline's commits in the table's history, the newest first
   * @param first the offsets of the first rows
   * @param commit what is to be committed
   */
  static Fate of(Stream<PastCommit> past, Offsets first, PastCommit commit) {
    Iterator<PastCommit> commits = past.iterator();
    if (!commits.hasNext()) {
      return ABSENT;
    }
    PastCommit newest = commits.next();
    if (newest.key().equals(commit.key())) {
      return COMMITTED;
    }
    while (commits.hasNext()) {
      if (commits.next().key().equals(commit.key())) {
        return COMMITTED;
      }
    }
    if (first.covers(newest.complete().within(first))) {
      return ABSENT;
    }
    return newest.complete().covers(commit.complete()) ? COMMITTED : OVERTAKEN;
  }
}
