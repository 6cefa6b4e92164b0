// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import io.lakebus.job.TestLog;
import io.lakebus.job.route.BusFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of a run, in batches of which each has rows for each table, and what the tables must
 * hold of them.
 */
final class Events {

  /** The tables that each batch has rows for. */
  static final int TABLES = 4;

  static final int PARTITIONS = 2;

  /** Events of a batch; of each partition half as many. */
  static final int BATCH = 12;

  private final String run;
  private final TestLog log;
  private final Map<String, List<String>> expected = new LinkedHashMap<>();
  private final long[] ends = new long[PARTITIONS];
  private int events;

  /** The events of a run whose log is new. */
  Events(String run) {
    this.run = run;
    this.log = TestLog.create(run, PARTITIONS);
    for (String table : List.of("events", "everything", "matches", "tickets")) {
      expected.put(table, new ArrayList<>());
    }
  }

  /** The definition of a bus with these tables. */
  static BusFiles definition(String run) {
    return BusFiles.of(
        """
        bus: %s
        vendors:
          statsfeed:
            keys:
              - sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
        rules:
          matches:
            pattern: { "detail-type": [{ "prefix": "match." }] }
            table: matches
          tickets:
            pattern: { "detail-type": [{ "prefix": "ticket." }] }
            table: tickets
          everything:
            pattern: { "source": [{ "exists": true }] }
            table: everything
        """
            .formatted(run),
        1);
  }

  TestLog log() {
    return log;
  }

  /** The ids that each table must hold, each once. */
  Map<String, List<String>> expected() {
    return expected;
  }

  /** The log's end, as a consumer group has it that has read all. */
  Map<Integer, Long> ends() {
    Map<Integer, Long> next = new LinkedHashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      next.put(partition, ends[partition]);
    }
    return next;
  }

  /** Appends a batch of new events. */
  void append() {
    for (int i = 0; i < BATCH; i++) {
      int event = events++;
      send(event);
      expected.get("events").add(id(event));
      expected.get("everything").add(id(event));
      expected.get(isMatch(event) ? "matches" : "tickets").add(id(event));
    }
  }

  /** Sends the newest events again, as a vendor does who saw no answer; returns how many. */
  int repeat(int count) {
    int repeats = Math.min(count, events);
    for (int event = events - repeats; event < events; event++) {
      send(event);
    }
    return repeats;
  }

  private void send(int event) {
    int partition = event % PARTITIONS;
    log.append(
        id(event),
        isMatch(event) ? "match.score" : "ticket.sold",
        "{\"n\":" + event + ",\"price\":" + event + ".5}",
        partition);
    ends[partition]++;
  }

  private String id(int event) {
    return run + "-" + event;
  }

  private static boolean isMatch(int event) {
    return event % 3 != 0;
  }

  /** The log fails once, when the next batch is read so far into a partition. */
  void failNextBatchAt(int offset) {
    log.failOnceAt(ends[0] + offset);
  }
}
