// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lakebus.event.StrictJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * A commit of the pipeline as a table tells of it. Read here anew, not by the job's code: what is
 * checked does not check itself.
 *
 * @param key pipeline, epoch and checkpoint
 * @param at when it was made
 * @param offsets up to where the table is complete: the next offset by partition
 */
record Commit(String key, Instant at, SortedMap<Integer, Long> offsets) {

  /** Reads a snapshot; empty where no commit of the pipeline made it. */
  static Optional<Commit> of(Snapshot snapshot, String pipeline) {
    Map<String, String> summary = snapshot.summary();
    if (!pipeline.equals(summary.get("lakebus.pipeline"))) {
      return Optional.empty();
    }
    String key =
        pipeline + "/" + summary.get("lakebus.epoch") + "/" + summary.get("lakebus.checkpoint");
    return Optional.of(
        new Commit(
            key,
            Instant.ofEpochMilli(snapshot.timestampMillis()),
            offsets(summary.get("lakebus.offsets"))));
  }

  /**
   * Reads what a table keeps of the pipeline's newest commit, for when its snapshot has expired;
   * empty where nothing is kept. When it was made is not kept: it is said to be as old as the
   * current snapshot, which somebody has made since.
   */
  static Optional<Commit> ofProperties(Table table, String pipeline) {
    return Optional.ofNullable(table.properties().get("lakebus.newest." + pipeline))
        .map(
            text -> {
              String[] parts = text.split(" ", 3);
              if (parts.length < 3) {
                throw new IllegalStateException("a table's lakebus.newest is damaged: " + text);
              }
              return new Commit(
                  pipeline + "/" + parts[0] + "/" + parts[1],
                  Instant.ofEpochMilli(table.currentSnapshot().timestampMillis()),
                  offsets(parts[2]));
            });
  }

  /** Whether a record of the log is before the place up to which the table is complete. */
  boolean covers(int partition, long offset) {
    return offset < offsets.getOrDefault(partition, 0L);
  }

  /** Whether it is complete at least as far as another one, in each partition. */
  boolean covers(Commit other) {
    return other.offsets.entrySet().stream()
        .allMatch(place -> offsets.getOrDefault(place.getKey(), 0L) >= place.getValue());
  }

  private static SortedMap<Integer, Long> offsets(String json) {
    try {
      return StrictJson.mapper().readValue(json, new TypeReference<TreeMap<Integer, Long>>() {});
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalStateException("the offsets of a commit are damaged: " + json, e);
    }
  }
}
