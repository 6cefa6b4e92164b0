// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A commit of a pipeline as the table tells of it: in the summary of the snapshot that it made, and
 * in a property as long as it is the newest.
 *
 * @param key the commit's key
 * @param complete how far into the log the table is complete since
 * @param topicId Kafka's id of the topic that these offsets are of; empty where the commit was made
 *     by a build that did not keep it
 */
public record PastCommit(CommitKey key, Offsets complete, Optional<String> topicId) {

  private static final String PIPELINE = "lakebus.pipeline";
  private static final String EPOCH = "lakebus.epoch";
  private static final String CHECKPOINT = "lakebus.checkpoint";
  private static final String OFFSETS = "lakebus.offsets";
  private static final String TOPIC = "lakebus.topic";

  /** The name of the table's property, before the pipeline's. */
  private static final String NEWEST = "lakebus.newest.";

  /** The same of the property that has the newest commit's topic. */
  private static final String NEWEST_TOPIC = "lakebus.topic.";

  /** A commit that does not tell its topic. */
  public PastCommit(CommitKey key, Offsets complete) {
    this(key, complete, Optional.empty());
  }

  /**
   * Whether its offsets are of this topic, as far as that is known: those of another one mean other
   * records, and are not compared.
   */
  public boolean isOf(Optional<String> topic) {
    return topic.isEmpty() || topicId.isEmpty() || topicId.equals(topic);
  }

  /**
   * This commit as a table has it that has other commits of the pipeline already: what it was
   * complete to, it stays complete to. A job that goes on from an older place than the table's may
   * be ahead of the table in one partition of the log and behind it in another.
   *
   * @param newest the table's newest commit, if it has one
   */
  public PastCommit after(Optional<PastCommit> newest) {
    return newest
        .map(before -> new PastCommit(key, complete.max(before.complete()), topicId))
        .orElse(this);
  }

  /** The summary's properties. */
  public Map<String, String> toSummary() {
    Map<String, String> summary = new HashMap<>();
    summary.put(PIPELINE, key.pipeline());
    summary.put(EPOCH, key.epoch());
    summary.put(CHECKPOINT, Long.toString(key.checkpoint()));
    summary.put(OFFSETS, complete.toJson());
    topicId.ifPresent(id -> summary.put(TOPIC, id));
    return summary;
  }

  /**
   * The commit as properties of the table, for the time when no snapshot tells of it any more: the
   * last one of a pipeline expires like any other when somebody else has committed since.
   */
  public Map<String, String> toProperties() {
    Map<String, String> properties = new HashMap<>();
    properties.put(
        NEWEST + key.pipeline(), key.epoch() + " " + key.checkpoint() + " " + complete.toJson());
    topicId.ifPresent(id -> properties.put(NEWEST_TOPIC + key.pipeline(), id));
    return properties;
  }

  /**
   * Finds the properties of a pipeline among a table's; empty where there are none.
   *
   * @throws IllegalArgumentException if they are there and are not right
   */
  public static Optional<PastCommit> ofProperties(Map<String, String> table, String pipeline) {
    return Optional.ofNullable(table.get(NEWEST + pipeline))
        .map(
            text -> {
              String[] parts = text.split(" ", 3);
              if (parts.length < 3) {
                throw new IllegalArgumentException(
                    "the property " + NEWEST + pipeline + " is not a commit: " + text);
              }
              return new PastCommit(
                  new CommitKey(pipeline, parts[0], Long.parseLong(parts[1])),
                  Offsets.parse(parts[2]),
                  Optional.ofNullable(table.get(NEWEST_TOPIC + pipeline)));
            });
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
            Offsets.parse(summary.get(OFFSETS)),
            Optional.ofNullable(summary.get(TOPIC))));
  }
}
