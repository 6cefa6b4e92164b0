// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.ListType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;

/**
 * Makes rows of JSON into records of one table. Compiled once for a schema, then walks each row
 * once; a row that fits its schema allocates its record and nothing else of note.
 *
 * <p>Each value of a row ends up exactly in its column or in {@code _rescued}, a JSON object from
 * JSON pointer (RFC 6901, {@code /venue/city}, {@code /items/0/price}) to value. "Exactly":
 *
 * <ul>
 *   <li>a long column takes numbers that are integers within long, {@code 1.0} and {@code 1e3}
 *       included; a fraction is rescued, because Iceberg cannot widen a long column to double;
 *   <li>a double column takes integers that a double holds exactly, others are rescued; a number
 *       written with a fraction or an exponent becomes the nearest double, unless that is infinite
 *       or loses a number to zero;
 *   <li>decimal, date, timestamp, UUID and binary columns, which come from hints, take what they
 *       hold without rounding; times to the microsecond, in the years 1 to 9999;
 *   <li>a string with half a surrogate pair is rescued, since UTF-8 cannot hold it;
 *   <li>null and an absent field are the same; an object or list in which nothing is known and that
 *       has no column is rescued as it is;
 *   <li>a field fills only the column of exactly its name; another case is rescued. What names
 *       become columns at all, {@link SchemaNames} says.
 * </ul>
 *
 * Not thread-safe.
 */
public final class RowShaper {

  private final Schema schema;
  private final Set<String> partitionNames;
  private final StructShaper root;
  private final int[] reserved;
  private final Shaping row = new Shaping();
  private SchemaNames names;

  /**
   * A shaper for the table's present schema.
   *
   * @throws IllegalArgumentException if it lacks a reserved column or has one with another type
   */
  public static RowShaper of(Table table) {
    return new RowShaper(table.schema(), partitionNames(table));
  }

  /**
   * A shaper for a schema whose table has no partition field but such as are over reserved columns.
   *
   * @throws IllegalArgumentException if it lacks a reserved column or has one with another type
   */
  public RowShaper(Schema schema) {
    this(schema, Set.of());
  }

  /**
   * @param schema the table's schema
   * @param partitionNames the names of its partition fields
   */
  RowShaper(Schema schema, Set<String> partitionNames) {
    this.schema = schema;
    this.partitionNames = partitionNames;
    this.reserved =
        ReservedColumns.fields().stream().mapToInt(field -> position(schema, field)).toArray();
    this.root = compile(SchemaChange.ROOT, 0, schema.asStruct());
  }

  /**
   * Shapes one row. The row's columns are not changed, but large values of them are not copied
   * either.
   */
  public Shaped shape(RowMeta meta, ObjectNode columns) {
    row.reset();
    GenericRecord record = root.shape(columns, row);
    if (!row.wantsNothing()) {
      SchemaChange change = row.change();
      if (!SchemaPlan.of(schema, partitionNames, change).isEmpty()) {
        return new Shaped.NeedsColumns(change);
      }
    }
    fill(record, meta);
    row.rescued().ifPresent(text -> record.set(reserved[10], text));
    return new Shaped.Fits(record);
  }

  /** What the row wants the schema to have in addition; nothing if it fits. */
  SchemaChange want(ObjectNode columns) {
    row.reset();
    root.shape(columns, row);
    return row.change();
  }

  private void fill(GenericRecord record, RowMeta meta) {
    record.set(reserved[0], meta.eventId());
    record.set(reserved[1], meta.vendor());
    record.set(reserved[2], meta.source());
    record.set(reserved[3], meta.type());
    record.set(reserved[4], inMicros(meta.eventTime()));
    record.set(reserved[5], inMicros(meta.receivedAt()));
    record.set(reserved[6], meta.rule());
    record.set(reserved[7], meta.busVersion());
    record.set(reserved[8], meta.kafkaPartition());
    record.set(reserved[9], meta.kafkaOffset());
  }

  /**
   * The names of all partition fields that the table has or had. That of an identity field is its
   * column's name, which may only not be given to another column.
   */
  static Set<String> partitionNames(Table table) {
    return table.specs().values().stream()
        .flatMap(spec -> spec.fields().stream())
        .map(PartitionField::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Tables hold microseconds; finer digits of an event's own times are dropped. */
  static OffsetDateTime inMicros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private StructShaper compile(int structId, int level, StructType struct) {
    Map<String, Shaper> shapers = new HashMap<>();
    for (NestedField field : struct.fields()) {
      if (level > 0 || !ReservedColumns.isReserved(field.name())) {
        shapers.put(field.name(), compile(field.fieldId(), level + 1, field.type()));
      }
    }
    return new StructShaper(structId, level, struct, shapers, this::names);
  }

  private Shaper compile(int fieldId, int level, Type type) {
    if (type.isStructType()) {
      return compile(fieldId, level, type.asStructType());
    }
    if (type.isListType()) {
      ListType list = type.asListType();
      return new ListShaper(list, compile(list.elementId(), level + 1, list.elementType()));
    }
    Leaf leaf = Leaf.to(type);
    return (value, ignored) -> leaf.convert(value);
  }

  /** Only rows with unknown fields need the names, so they are collected when one comes. */
  private SchemaNames names() {
    if (names == null) {
      names = new SchemaNames(schema, partitionNames);
    }
    return names;
  }

  private static int position(Schema schema, NestedField reserved) {
    return ReservedColumns.position(schema, reserved)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the table has no column " + reserved.name() + " of type " + reserved.type()));
  }
}
