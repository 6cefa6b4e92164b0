// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.EventHeader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * One dead letter, with the record of the log that it came from.
 *
 * @param deadLetter why it does not go on
 * @param event the event, where the record could be decoded
 * @param log the record of the log, as it was read
 * @param busVersion the version of the bus definition that was in force
 * @param quarantinedAt when it became a dead letter
 */
public record QuarantineRow(
    DeadLetter deadLetter,
    Optional<Event> event,
    LogRecord log,
    int busVersion,
    Instant quarantinedAt) {

  public QuarantineRow {
    requireNonNull(deadLetter, "deadLetter is null");
    requireNonNull(event, "event is null");
    requireNonNull(log, "log is null");
    requireNonNull(quarantinedAt, "quarantinedAt is null");
  }

  /**
   * A record of the log: what has to be produced again to drive the dead letter again.
   *
   * @param topic its topic
   * @param partition its partition
   * @param offset its offset in that partition
   * @param timestamp the time that Kafka has for it
   * @param key its key, empty if it has none
   * @param headers its headers, in their order
   * @param value its value, empty if it has none; not copied, so nobody changes it
   */
  public record LogRecord(
      String topic,
      int partition,
      long offset,
      Instant timestamp,
      Optional<byte[]> key,
      List<EventHeader> headers,
      Optional<byte[]> value) {

    public LogRecord {
      requireNonNull(topic, "topic is null");
      requireNonNull(timestamp, "timestamp is null");
      requireNonNull(key, "key is null");
      headers = List.copyOf(headers);
      requireNonNull(value, "value is null");
    }
  }
}
