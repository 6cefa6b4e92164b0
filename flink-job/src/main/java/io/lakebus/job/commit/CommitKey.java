// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import static java.util.Objects.requireNonNull;

/**
 * Identifies a commit for good: no two commits of different content ever have the same one.
 *
 * @param pipeline the bus's name
 * @param epoch a UUID, new with each start of the job's commit stage: checkpoint numbers repeat
 *     when a job starts from an older checkpoint, epochs never do
 * @param checkpoint the number of the checkpoint within the epoch
 */
public record CommitKey(String pipeline, String epoch, long checkpoint) {

  public CommitKey {
    requireNonNull(pipeline, "pipeline is null");
    requireNonNull(epoch, "epoch is null");
  }
}
