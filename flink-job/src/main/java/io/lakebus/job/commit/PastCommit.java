// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import java.util.Map;
import java.util.Optional;

/**
 * What a snapshot's summary says of the commit that made it.
 *
 * @param key the commit's key
 * @param complete how far into the log the table is complete since
 */
public record PastCommit(CommitKey key, Offsets complete) {

  private static final String PIPELINE = "lakebus.pipeline";
  private static final String EPOCH = "lakebus.epoch";
  private static final String CHECKPOINT = "lakebus.checkpoint";
  private static final String OFFSETS = "lakebus.offsets";

  /** The summary's properties. */
  public Map<String, String> toSummary() {
    return Map.of(
        PIPELINE, key.pipeline(),
        EPOCH, key.epoch(),
        CHECKPOINT, Long.toString(key.checkpoint()),
        OFFSETS, complete.toJson());
  }

  /**
   * Reads a summary; empty where it is not that of a commit of the pipeline.
   *
   * @throws IllegalArgumentException if the pipeline's properties are there and are not right
   */
  public static Optional<PastCommit> ofSummary(Map<String, String> summary, String pipeline) {
    if (!pipeline.equals(summary.get(PIPELINE))) {
      return Optional.empty();
    }
    if (!summary.containsKey(EPOCH)
        || !summary.containsKey(CHECKPOINT)
        || !summary.containsKey(OFFSETS)) {
      throw new IllegalArgumentException(
          "a snapshot of the pipeline " + pipeline + " lacks its key or its offsets: " + summary);
    }
    return Optional.of(
        new PastCommit(
            new CommitKey(pipeline, summary.get(EPOCH), Long.parseLong(summary.get(CHECKPOINT))),
            Offsets.parse(summary.get(OFFSETS))));
  }
}
