// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.EventHeader;
import io.lakebus.schema.QuarantineRow.LogRecord;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;

/** The table of dead letters: its layout, and its records. */
public final class QuarantineTable {

  public static final String QUARANTINED_AT = "quarantined_at";

  private static final StructType HEADER =
      StructType.of(
          NestedField.required(25, "name", Types.StringType.get()),
          NestedField.optional(26, "value", Types.BinaryType.get()));

  private static final Schema SCHEMA =
      new Schema(
          required(1, QUARANTINED_AT, Types.TimestampType.withZone(), "When it became one"),
          required(2, "stage", Types.StringType.get(), "The stage that could not go on"),
          required(3, "code", Types.StringType.get(), "Why, as a stable code"),
          required(4, "message", Types.StringType.get(), "Why, for a person"),
          optional(5, "pointer", Types.StringType.get(), "Where in the JSON, as a JSON pointer"),
          optional(6, "rule", Types.StringType.get(), "The rule, where only its share failed"),
          optional(7, ReservedColumns.EVENT_ID, Types.StringType.get(), "The event's id"),
          optional(8, ReservedColumns.VENDOR, Types.StringType.get(), "The vendor that sent it"),
          optional(9, ReservedColumns.SOURCE, Types.StringType.get(), "The event's source"),
          optional(10, ReservedColumns.TYPE, Types.StringType.get(), "The event's type"),
          optional(
              11,
              ReservedColumns.EVENT_TIME,
              Types.TimestampType.withZone(),
              "When it happened, says the vendor"),
          optional(
              12,
              ReservedColumns.RECEIVED_AT,
              Types.TimestampType.withZone(),
              "When the gateway received it"),
          required(
              13,
              ReservedColumns.BUS_VERSION,
              Types.IntegerType.get(),
              "The version of the bus definition that was in force"),
          required(14, "_kafka_topic", Types.StringType.get(), "The log's topic"),
          required(
              15, ReservedColumns.KAFKA_PARTITION, Types.IntegerType.get(), "The log's partition"),
          required(16, ReservedColumns.KAFKA_OFFSET, Types.LongType.get(), "Its offset in it"),
          required(
              17, "_kafka_time", Types.TimestampType.withZone(), "The time that Kafka has for it"),
          optional(18, "key", Types.BinaryType.get(), "The record's key"),
          required(19, "headers", Types.ListType.ofRequired(24, HEADER), "The record's headers"),
          optional(20, "value", Types.BinaryType.get(), "The record's value, byte for byte"));

  private static final GenericRecord EMPTY = GenericRecord.create(SCHEMA);
  private static final GenericRecord EMPTY_HEADER = GenericRecord.create(HEADER);

  private QuarantineTable() {}

  /** The schema that a new quarantine has. */
  public static Schema schema() {
    return SCHEMA;
  }

  /** By the day of quarantine, so that old days can be removed whole. */
  public static PartitionSpec partition() {
    return PartitionSpec.builderFor(SCHEMA).day(QUARANTINED_AT).build();
  }

  /** The record of one dead letter, in the order of {@link #schema}. */
  public static Record record(QuarantineRow row) {
    GenericRecord record = EMPTY.copy();
    setReason(record, row);
    row.event().ifPresent(event -> setEvent(record, event));
    setLog(record, row.log());
    return record;
  }

  private static void setReason(GenericRecord record, QuarantineRow row) {
    DeadLetter deadLetter = row.deadLetter();
    record.set(0, RowShaper.inMicros(row.quarantinedAt()));
    record.set(1, deadLetter.reason().stage().noun());
    record.set(2, deadLetter.reason().code());
    record.set(3, deadLetter.message());
    record.set(4, deadLetter.pointer().orElse(null));
    record.set(5, deadLetter.rule().orElse(null));
    record.set(12, row.busVersion());
  }

  private static void setEvent(GenericRecord record, Event event) {
    record.set(6, event.id());
    record.set(7, event.vendor());
    record.set(8, event.source());
    record.set(9, event.type());
    record.set(10, RowShaper.inMicros(event.time()));
    record.set(11, RowShaper.inMicros(event.receivedAt()));
  }

  private static void setLog(GenericRecord record, LogRecord log) {
    record.set(13, log.topic());
    record.set(14, log.partition());
    record.set(15, log.offset());
    record.set(16, RowShaper.inMicros(log.timestamp()));
    record.set(17, log.key().map(ByteBuffer::wrap).orElse(null));
    record.set(18, headers(log.headers()));
    record.set(19, log.value().map(ByteBuffer::wrap).orElse(null));
  }

  private static List<Record> headers(List<EventHeader> headers) {
    return headers.stream().map(QuarantineTable::header).toList();
  }

  private static Record header(EventHeader header) {
    GenericRecord record = EMPTY_HEADER.copy();
    record.set(0, header.name());
    record.set(1, header.value() == null ? null : ByteBuffer.wrap(header.value()));
    return record;
  }

  private static NestedField required(int id, String name, Type type, String doc) {
    return NestedField.required(id, name, type, doc);
  }

  private static NestedField optional(int id, String name, Type type, String doc) {
    return NestedField.optional(id, name, type, doc);
  }
}
