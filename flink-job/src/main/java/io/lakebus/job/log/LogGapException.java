// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The log does not have the records that come next, and never will: they have expired, or the topic
 * is another one. Next move: the job stops, and somebody decides.
 */
public final class LogGapException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String EXPIRED =
      " What is missing has expired before it was read, and the job does not jump. Start it from a"
          + " checkpoint or savepoint whose offsets the log still has; or, to lose what is"
          + " missing, start it without state and with start.without-state=skip-expired.";
  private static final String BEYOND =
      " An offset beyond the end of the log means that the topic was created anew or has lost"
          + " records.";
  private static final String ANEW =
      " Bring the old topic back; or, to begin anew with the log as it is, drop or rename the bus's"
          + " tables and start the job without state.";

  private LogGapException(String message) {
    super(message);
  }

  /**
   * The log does not have these offsets.
   *
   * @param topic the topic
   * @param next the offset of the next record, by partition
   * @param log what the log has, by partition; empty where it could not be asked
   */
  static LogGapException missing(
      String topic, SortedMap<Integer, Long> next, Map<Integer, LogRange> log) {
    String offsets =
        next.entrySet().stream()
            .map(entry -> offsets(topic, entry.getKey(), entry.getValue(), log))
            .collect(Collectors.joining("; "));
    boolean beyond =
        next.entrySet().stream()
            .anyMatch(
                entry ->
                    log.containsKey(entry.getKey())
                        && entry.getValue() > log.get(entry.getKey()).end());
    return new LogGapException(
        "The log does not have the records that come next: "
            + offsets
            + "."
            + (beyond ? BEYOND + ANEW : EXPIRED));
  }

  private static String offsets(
      String topic, int partition, long next, Map<Integer, LogRange> log) {
    LogRange range = log.get(partition);
    return topic
        + " partition "
        + partition
        + " is read up to offset "
        + next
        + (range == null
            ? ", which the log refuses"
            : ", and the log has offsets from " + range.first() + " up to " + range.end());
  }

  /**
   * The topic is not the one that was read before.
   *
   * @param topic its name
   * @param known the id of the topic that was read
   * @param found the id of the topic that is there now
   */
  static LogGapException otherTopic(String topic, String known, String found) {
    return new LogGapException(
        "The topic "
            + topic
            + " was deleted and created anew: what has been read is the one with the id "
            + known
            + ", and the id is "
            + found
            + " now. The job's offsets, and those of the tables, say nothing about it."
            + ANEW);
  }
}
