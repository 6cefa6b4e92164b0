// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.event.DeadLetter;
import io.lakebus.event.Decoded;
import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.job.decode.Item;
import io.lakebus.job.log.LogRecord;
import io.lakebus.schema.QuarantineRow;
import io.lakebus.schema.QuarantineTable;
import java.time.Instant;
import java.util.Optional;

/** Writes dead letters to the quarantine, with all that is needed to drive them again. */
final class QuarantineWriter {

  private final WriteContext context;
  private Optional<TableWriter> writer = Optional.empty();

  QuarantineWriter(WriteContext context) {
    this.context = context;
  }

  /** The table's writer, once there has been a dead letter. */
  Optional<TableWriter> writer() {
    return writer;
  }

  /**
   * Writes the dead letter of a record that did not become an event, or not a new one.
   *
   * @param version the version of the definition that is in force
   */
  void write(Item.Dead dead, int version) {
    LogRecord log = dead.record();
    Decoded decoded =
        EventCodec.decode(log.headers(), log.value(), Instant.ofEpochMilli(log.loggedAtMillis()));
    write(
        dead.letter(),
        decoded instanceof Decoded.Accepted(var event) ? Optional.of(event) : Optional.empty(),
        log,
        version);
  }

  /**
   * Writes the dead letter of an event, or of one rule's share of it.
   *
   * @param version the version of the definition that has the rule
   */
  void write(DeadLetter letter, Item.Accepted item, int version) {
    Event event = item.event();
    LogRecord log =
        new LogRecord(
            EventCodec.key(event),
            EventCodec.encode(event),
            event.detail(),
            item.partition(),
            item.offset(),
            item.loggedAtMillis());
    write(letter, Optional.of(event), log, version);
  }

  private void write(DeadLetter letter, Optional<Event> event, LogRecord log, int version) {
    TableWriter table = writer.orElseGet(this::open);
    if (table.has(log.partition(), log.offset())) {
      return;
    }
    QuarantineRow row =
        new QuarantineRow(
            letter,
            event,
            new QuarantineRow.LogRecord(
                context.topic(),
                log.partition(),
                log.offset(),
                Instant.ofEpochMilli(log.loggedAtMillis()),
                Optional.of(log.key()),
                log.headers(),
                Optional.of(log.value())),
            version,
            context.clock().instant());
    table.write(QuarantineTable.record(row), log.partition(), log.offset());
  }

  private TableWriter open() {
    TableWriter opened = context.ownWriter(context.quarantine(), context.keeper()::quarantineTable);
    writer = Optional.of(opened);
    return opened;
  }
}
