// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import io.lakebus.event.Event;
import org.apache.avro.util.Utf8;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The table of all accepted events: its layout, and its records. */
public final class ArchiveTable {

  public static final String RESOURCES = "resources";
  public static final String EXTENSIONS = "extensions";
  public static final String DETAIL = "detail";
  public static final String RULES = "_rules";

  private static final Schema SCHEMA =
      new Schema(
          required(1, ReservedColumns.EVENT_ID, Types.StringType.get(), "The event's id"),
          required(2, ReservedColumns.VENDOR, Types.StringType.get(), "The vendor that sent it"),
          required(3, ReservedColumns.SOURCE, Types.StringType.get(), "Its source"),
          required(4, ReservedColumns.TYPE, Types.StringType.get(), "Its type (detail-type)"),
          required(
              5,
              ReservedColumns.EVENT_TIME,
              Types.TimestampType.withZone(),
              "When it happened, says the vendor"),
          required(
              6,
              ReservedColumns.RECEIVED_AT,
              Types.TimestampType.withZone(),
              "When the gateway received it"),
          required(
              7,
              RULES,
              Types.ListType.ofRequired(15, Types.StringType.get()),
              "The rules that took it; empty if none did"),
          required(
              8,
              ReservedColumns.BUS_VERSION,
              Types.IntegerType.get(),
              "The version of the bus definition that routed it"),
          required(
              9,
              ReservedColumns.KAFKA_PARTITION,
              Types.IntegerType.get(),
              "The partition of the log it is in"),
          required(
              10,
              ReservedColumns.KAFKA_OFFSET,
              Types.LongType.get(),
              "Its offset in that partition"),
          required(
              11,
              RESOURCES,
              Types.ListType.ofRequired(16, Types.StringType.get()),
              "The event's resources"),
          required(
              12,
              EXTENSIONS,
              Types.MapType.ofRequired(17, 18, Types.StringType.get(), Types.StringType.get()),
              "Further CloudEvents attributes, by name"),
          required(13, DETAIL, Types.StringType.get(), "The vendor's JSON as it came"));

  private static final GenericRecord EMPTY = GenericRecord.create(SCHEMA);

  private ArchiveTable() {}

  /** The schema that a new archive has. */
  public static Schema schema() {
    return SCHEMA;
  }

  /** By the day of receipt, so that old days can be removed whole. */
  public static PartitionSpec partition() {
    return PartitionSpec.builderFor(SCHEMA).day(ReservedColumns.RECEIVED_AT).build();
  }

  /**
   * The record of one event, in the order of {@link #schema}. The detail, which is UTF-8 in every
   * accepted event, goes into the file byte for byte: it is neither decoded nor copied.
   */
  public static Record record(ArchiveRow row) {
    Event event = row.event();
    GenericRecord record = EMPTY.copy();
    record.set(0, event.id());
    record.set(1, event.vendor());
    record.set(2, event.source());
    record.set(3, event.type());
    record.set(4, RowShaper.inMicros(event.time()));
    record.set(5, RowShaper.inMicros(event.receivedAt()));
    record.set(6, row.rules());
    record.set(7, row.busVersion());
    record.set(8, row.kafkaPartition());
    record.set(9, row.kafkaOffset());
    record.set(10, event.resources());
    record.set(11, event.extensions());
    record.set(12, new Utf8(event.detail()));
    return record;
  }

  private static NestedField required(int id, String name, Type type, String doc) {
    return NestedField.required(id, name, type, doc);
  }
}
