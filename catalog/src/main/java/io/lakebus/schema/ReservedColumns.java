// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The columns that every routed table has first, whatever its rows hold. */
public final class ReservedColumns {

  public static final String EVENT_ID = "_event_id";
  public static final String VENDOR = "_vendor";
  public static final String SOURCE = "_source";
  public static final String TYPE = "_type";
  public static final String EVENT_TIME = "_event_time";
  public static final String RECEIVED_AT = "_received_at";
  public static final String RULE = "_rule";
  public static final String BUS_VERSION = "_bus_version";
  public static final String KAFKA_PARTITION = "_kafka_partition";
  public static final String KAFKA_OFFSET = "_kafka_offset";
  public static final String RESCUED = "_rescued";

  private static final List<NestedField> FIELDS =
      List.of(
          required(1, EVENT_ID, Types.StringType.get(), "The event's id, as its vendor gave it"),
          required(2, VENDOR, Types.StringType.get(), "The vendor that sent the event"),
          required(3, SOURCE, Types.StringType.get(), "The event's source"),
          required(4, TYPE, Types.StringType.get(), "The event's type (detail-type)"),
          required(
              5, EVENT_TIME, Types.TimestampType.withZone(), "When it happened, says the vendor"),
          required(6, RECEIVED_AT, Types.TimestampType.withZone(), "When the gateway received it"),
          required(7, RULE, Types.StringType.get(), "The rule that made this row"),
          required(
              8,
              BUS_VERSION,
              Types.IntegerType.get(),
              "The version of the bus definition that routed it"),
          required(
              9, KAFKA_PARTITION, Types.IntegerType.get(), "The partition of the log it is in"),
          required(10, KAFKA_OFFSET, Types.LongType.get(), "Its offset in that partition"),
          NestedField.optional(
              11,
              RESCUED,
              Types.StringType.get(),
              "Values that fit no column: a JSON object from JSON pointer to value"));

  private static final Set<String> NAMES =
      FIELDS.stream().map(NestedField::name).collect(Collectors.toUnmodifiableSet());

  private ReservedColumns() {}

  /** The reserved columns in their order, with the field ids that a new table starts with. */
  public static List<NestedField> fields() {
    return FIELDS;
  }

  /** Whether a column has the name of a reserved one, in any case. */
  public static boolean isReserved(String name) {
    return !name.isEmpty()
        && name.charAt(0) == '_'
        && NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a name is a reserved column's with a suffix, as the partition fields over reserved
   * columns have, {@code _received_at_day} for example.
   */
  static boolean isDerived(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    return NAMES.stream().anyMatch(reserved -> lowerCase.startsWith(reserved + "_"));
  }

  /** Where a schema has a reserved column, by its exact name and type; empty if it has not. */
  static OptionalInt position(Schema schema, NestedField reserved) {
    List<NestedField> columns = schema.columns();
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).name().equals(reserved.name()))
        .filter(i -> columns.get(i).type().equals(reserved.type()))
        .findFirst();
  }

  private static NestedField required(int id, String name, Type type, String doc) {
    return NestedField.required(id, name, type, doc);
  }
}
