// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import java.util.EnumMap;
import java.util.Map;

/** Counts what schedules have come across, so that a test can hold them to what they are for. */
final class Tally {

  /** What is worth counting. */
  enum Event {
    /** A commit was taken. */
    TAKEN,
    /** A commit was refused because a table had changed. */
    CONFLICT,
    /** A commit was taken and its reply lost. */
    LOST_REPLY,
    /** A commit was refused that had been taken just before. */
    FALSE_CONFLICT,
    /** A commit was taken after its client had given up. */
    TAKEN_LATE,
    /** A commit was refused after its client had given up. */
    REFUSED_LATE,
    /** A process that had been replaced had a commit taken. */
    TAKEN_OF_REPLACED,
    /** A commit was found to be there. */
    FOUND,
    /** A file was lost or cut by the store. */
    BAD_PUT,
    /** A job refused to go on because of a missing file. */
    MISSING_FILE,
    /** A job refused to go on because another had overtaken it. */
    OVERTAKEN,
    /** A job failed over after all tries. */
    FAILED_OVER,
    /** A process died. */
    DEATH,
    /** A job was started from the newest checkpoint. */
    FROM_NEWEST,
    /** A job was started from an older checkpoint. */
    FROM_OLDER,
    /** A job was started without state on tables with rows. */
    WITHOUT_STATE,
    /** A row was left out because the table had it. */
    LEFT_OUT
  }

  private final Map<Event, Integer> counts = new EnumMap<>(Event.class);

  void count(Event event) {
    counts.merge(event, 1, Integer::sum);
  }

  int of(Event event) {
    return counts.getOrDefault(event, 0);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
