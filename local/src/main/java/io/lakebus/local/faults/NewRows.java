// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells whether rows are visible of events that the log got after a moment. Asks the log where it
 * ended at that moment, and the archive how far it is complete.
 */
final class NewRows {

  private final Broker broker;
  private final String topic;
  private final TableProgress archive;

  /**
   * Watches a bus.
   *
   * @param broker the log
   * @param topic the bus's topic
   * @param archive the table of all events
   */
  NewRows(Broker broker, String topic, TableProgress archive) {
    this.broker = broker;
    this.topic = topic;
    this.archive = archive;
  }

  /**
   * An end of the log.
   *
   * @param ends the offset of the next record by partition; empty while the log does not answer
   */
  record Mark(AtomicReference<Map<Integer, Long>> ends) {

    /** An end that is known. */
    static Mark of(Map<Integer, Long> ends) {
      return new Mark(new AtomicReference<>(Map.copyOf(ends)));
    }

    /** Whether a table that is complete so far has a record from after this end. */
    boolean isPassedBy(Map<Integer, Long> complete) {
      return complete.entrySet().stream()
          .anyMatch(place -> place.getValue() > ends.get().getOrDefault(place.getKey(), 0L));
    }
  }

  /**
   * The end of the log now. Where the log does not answer it is the end that it first tells when it
   * does: what it may have got by then does not count as new.
   */
  Mark mark() {
    Mark mark = new Mark(new AtomicReference<>());
    isKnown(mark);
    return mark;
  }

  private boolean isKnown(Mark mark) {
    if (mark.ends().get() == null) {
      try {
        mark.ends().set(broker.endOffsets(topic));
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  /**
   * How far the archive is complete: the offset of the next record that it does not have, by
   * partition.
   *
   * @throws IOException if the catalog does not answer
   */
  Map<Integer, Long> complete() throws IOException, InterruptedException {
    return archive.complete();
  }

  /** Whether rows are visible of events from after a mark; false also while nobody can tell. */
  boolean areVisible(Mark mark) throws InterruptedException {
    try {
      return isKnown(mark) && mark.isPassedBy(archive.complete());
    } catch (IOException e) {
      return false;
    }
  }
}
