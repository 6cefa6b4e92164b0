// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A place in the log: for each partition the offset of the next record. A partition that is not
 * here is at its beginning. As JSON it is what the tables' {@code lakebus.offsets} hold: {@code
 * {"0":1734,"1":99}}.
 *
 * @param next the offset of the next record by partition
 */
public record Offsets(SortedMap<Integer, Long> next) implements Serializable {

  /** The beginning of the log. */
  public static final Offsets NONE = new Offsets(new TreeMap<>());

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public Offsets {
    next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
  }

  /** The place that has these next offsets. */
  public static Offsets of(Map<Integer, Long> next) {
    return new Offsets(new TreeMap<>(next));
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static Offsets parse(String json) {
    try {
      return new Offsets(MAPPER.readValue(json, new TypeReference<TreeMap<Integer, Long>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not offsets: " + json, e);
    }
  }

  /** The offsets as a JSON object, partitions in ascending order. */
  public String toJson() {
    StringBuilder json = new StringBuilder("{");
    next.forEach(
        (partition, offset) ->
            json.append(json.length() == 1 ? "\"" : ",\"")
                .append(partition.intValue())
                .append("\":")
                .append(offset.longValue()));
    return json.append('}').toString();
  }

  /** The offset of the next record of a partition. */
  public long of(int partition) {
    return next.getOrDefault(partition, 0L);
  }

  /** Whether a record of the log is before this place. */
  public boolean isBeyond(int partition, long offset) {
    return offset < of(partition);
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return next.isEmpty();
  }

  /** The farther place of both, partition by partition. */
  public Offsets max(Offsets other) {
    TreeMap<Integer, Long> merged = new TreeMap<>(next);
    other.next.forEach((partition, offset) -> merged.merge(partition, offset, Math::max));
    return new Offsets(merged);
  }

  /**
   * Per partition the nearer place of both; a partition that only one of them knows is kept. For
   * places of the first records, not of the next ones.
   */
  public Offsets min(Offsets other) {
    TreeMap<Integer, Long> merged = new TreeMap<>(next);
    other.next.forEach((partition, offset) -> merged.merge(partition, offset, Math::min));
    return new Offsets(merged);
  }

  /** Whether this place is at or beyond the other one in each partition the other one knows. */
  public boolean covers(Offsets other) {
    return other.next.entrySet().stream().allMatch(e -> of(e.getKey()) >= e.getValue());
  }

  /** This place in those partitions that the other one knows. */
  public Offsets within(Offsets other) {
    TreeMap<Integer, Long> within = new TreeMap<>(next);
    within.keySet().retainAll(other.next.keySet());
    return new Offsets(within);
  }
}
