// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.CheckpointFiles;
import io.lakebus.job.log.Offsets;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint of a job.
 *
 * @param number its number
 * @param epoch the epoch of the job that made it, which no job takes over
 * @param next the offset of the next record to read, by partition
 * @param handedOn what the last commit was complete up to
 * @param complete how far the tables are complete with all that was gathered
 * @param pending what was not committed yet, the oldest first
 */
record Checkpoint(
    long number,
    String epoch,
    int[] next,
    Optional<Offsets> handedOn,
    Offsets complete,
    List<CheckpointFiles> pending) {

  Checkpoint {
    pending = List.copyOf(pending);
  }
}
