// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.agent;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of bad vendors' requests.
 *
 * @param answers how many requests were answered with which status, of each misdeed; those that
 *     have no answer are at {@link #NONE}
 * @param time in which time
 */
public record BadOutcome(Map<Misdeed, SortedMap<Integer, Long>> answers, Duration time) {

  /** In place of a status: the connection ended, by whomever, before an answer came. */
  public static final int NONE = 0;

  private static final int ACCEPTED = 202;
  private static final int UNAVAILABLE = 503;

  /** What comes of nobody who is there. */
  public static final BadOutcome NOTHING = new BadOutcome(Map.of(), Duration.ZERO);

  public BadOutcome {
    answers = Map.copyOf(answers);
  }

  /** How many events were accepted: each such request has one. */
  public long accepted() {
    return count(ACCEPTED);
  }

  /**
   * Of how many requests it is not known what became of them: a server that cannot say so says 503.
   */
  public long unknown() {
    return count(NONE) + count(UNAVAILABLE);
  }

  private long count(int status) {
    return answers.values().stream().mapToLong(byStatus -> byStatus.getOrDefault(status, 0L)).sum();
  }

  /** As an agent says it. */
  public Fields fields() {
    Map<String, String> values = new HashMap<>();
    values.put("time", Long.toString(time.toNanos()));
    answers.forEach(
        (misdeed, byStatus) ->
            values.put(
                misdeed.name(),
                byStatus.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + entry.getValue())
                    .collect(Collectors.joining(","))));
    return new Fields(values);
  }

  /** Reads what an agent has said. */
  public static BadOutcome of(Fields fields) {
    Map<Misdeed, SortedMap<Integer, Long>> answers = new EnumMap<>(Misdeed.class);
    for (Misdeed misdeed : Misdeed.values()) {
      if (fields.values().containsKey(misdeed.name())) {
        answers.put(misdeed, byStatus(fields.text(misdeed.name())));
      }
    }
    return new BadOutcome(answers, Duration.ofNanos(fields.number("time")));
  }

  private static SortedMap<Integer, Long> byStatus(String text) {
    SortedMap<Integer, Long> byStatus = new TreeMap<>();
    Arrays.stream(text.split(",", -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> entry.split(":", -1))
        .forEach(entry -> byStatus.put(Integer.valueOf(entry[0]), Long.valueOf(entry[1])));
    return byStatus;
  }
}
