// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.SubtaskFiles;
import io.lakebus.job.write.TableFiles;
import io.lakebus.route.TableId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one committable of what all subtasks of write have written between two barriers. The
 * offsets are kept from checkpoint to checkpoint, because a partition without new records is not
 * among the subtasks' results, and yet each commit says how far the table is complete in all
 * partitions. Not thread-safe.
 */
public final class Gathering {

  private final String pipeline;
  private final Optional<String> topicId;
  private final String epoch;
  private Optional<Offsets> handedOn;
  private Offsets complete;
  private Map<TableId, TableFiles> gathered = new HashMap<>();

  /**
   * Begins with nothing gathered.
   *
   * @param pipeline the bus's name
   * @param topicId Kafka's id of the topic that is the log, where that is known
   * @param epoch the epoch of the commits' keys, never used before
   * @param handedOn what the commit before the next one was complete up to, where that is known
   * @param complete how far into the log the tables are complete with all that was gathered earlier
   */
  public Gathering(
      String pipeline,
      Optional<String> topicId,
      String epoch,
      Optional<Offsets> handedOn,
      Offsets complete) {
    this.pipeline = pipeline;
    this.topicId = topicId;
    this.epoch = epoch;
    this.handedOn = handedOn;
    this.complete = complete;
  }

  /** A subtask's share arrives. */
  public void add(SubtaskFiles files) {
    complete = complete.max(files.complete());
    files.tables().forEach((table, more) -> gathered.merge(table, more, TableFiles::and));
  }

  /** The shares of all subtasks are here: what is to be committed, empty if nothing was written. */
  public Optional<CheckpointFiles> take(long checkpoint) {
    if (gathered.isEmpty()) {
      return Optional.empty();
    }
    CommitKey key = new CommitKey(pipeline, epoch, checkpoint);
    CheckpointFiles files = new CheckpointFiles(key, gathered, handedOn, complete, topicId);
    gathered = new HashMap<>();
    handedOn = Optional.of(complete);
    return Optional.of(files);
  }

  /** What the last commit was complete up to: the next one begins there. */
  public Optional<Offsets> handedOn() {
    return handedOn;
  }

  /** How far into the log the tables are complete with all that was gathered. */
  public Offsets complete() {
    return complete;
  }
}
