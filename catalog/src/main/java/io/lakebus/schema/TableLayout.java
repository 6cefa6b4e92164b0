// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.ColumnType;
import io.lakebus.bus.PartitionField;
import io.lakebus.bus.TableSpec;
import io.lakebus.schema.SchemaChange.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Type.PrimitiveType;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The layout of a new table. A routed one has the reserved columns, the columns that hints name, in
 * the order of their names, and the columns of the first rows.
 *
 * @param schema the schema
 * @param partition how it is partitioned
 */
record TableLayout(Schema schema, PartitionSpec partition) {

  /**
   * Lays out a routed table. A partition field over a column that is neither reserved nor hinted
   * nor in the first rows, or that the column's type does not allow, is left out: a row does not
   * wait for it.
   */
  static TableLayout of(TableSpec spec, List<ObjectNode> firstRows) {
    Set<String> partitionNames =
        spec.partition().stream()
            .filter(field -> field.kind() != PartitionField.Kind.IDENTITY)
            .map(TableLayout::partitionName)
            .collect(Collectors.toSet());
    Schema schema = new Schema(ReservedColumns.fields());
    schema = extend(schema, partitionNames, hints(spec));
    RowShaper shaper = new RowShaper(schema, partitionNames);
    SchemaChange wanted = SchemaChange.NONE;
    for (ObjectNode row : firstRows) {
      wanted = wanted.and(shaper.want(row));
    }
    schema = extend(schema, partitionNames, wanted);
    return new TableLayout(schema, partition(schema, spec));
  }

  /** The columns that hints want. */
  static SchemaChange hints(TableSpec spec) {
    Map<Slot, JsonType> fields = new LinkedHashMap<>();
    new TreeMap<>(spec.columns())
        .forEach(
            (name, type) ->
                fields.put(
                    new Slot(SchemaChange.ROOT, name), new JsonType.Scalar(icebergType(type))));
    return new SchemaChange(fields, Set.of());
  }

  /** The type that a hint names. */
  static PrimitiveType icebergType(ColumnType type) {
    return switch (type) {
      case ColumnType.Decimal decimal -> Types.DecimalType.of(decimal.precision(), decimal.scale());
      case ColumnType.Simple simple ->
          switch (simple) {
            case BOOLEAN -> Types.BooleanType.get();
            case INT -> Types.IntegerType.get();
            case LONG -> Types.LongType.get();
            case FLOAT -> Types.FloatType.get();
            case DOUBLE -> Types.DoubleType.get();
            case STRING -> Types.StringType.get();
            case DATE -> Types.DateType.get();
            case TIMESTAMP -> Types.TimestampType.withoutZone();
            case TIMESTAMPTZ -> Types.TimestampType.withZone();
            case UUID -> Types.UUIDType.get();
            case BINARY -> Types.BinaryType.get();
          };
    };
  }

  /** The schema with the columns that are missing; all of them are at its root. */
  private static Schema extend(Schema schema, Set<String> partitionNames, SchemaChange change) {
    List<NestedField> columns = new ArrayList<>(schema.columns());
    AtomicInteger lastId = new AtomicInteger(schema.highestFieldId());
    for (SchemaPlan.Step step : SchemaPlan.of(schema, partitionNames, change)) {
      if (step instanceof SchemaPlan.Step.Add add) {
        int id = lastId.incrementAndGet();
        columns.add(
            NestedField.optional(id, add.name(), add.type().toIceberg(lastId::incrementAndGet)));
      }
    }
    return new Schema(columns);
  }

  private static PartitionSpec partition(Schema schema, TableSpec spec) {
    PartitionSpec.Builder builder = PartitionSpec.builderFor(schema);
    for (PartitionField field : spec.partition()) {
      if (canPartition(schema, field)) {
        add(builder, field);
      }
    }
    return builder.build();
  }

  private static boolean canPartition(Schema schema, PartitionField field) {
    return Optional.ofNullable(schema.asStruct().field(field.column()))
        .filter(column -> column.type().isPrimitiveType())
        .filter(column -> Transforms.fromString(transform(field)).canTransform(column.type()))
        .isPresent();
  }

  private static void add(PartitionSpec.Builder builder, PartitionField field) {
    String name = partitionName(field);
    switch (field.kind()) {
      case IDENTITY -> builder.identity(field.column());
      case HOUR -> builder.hour(field.column(), name);
      case DAY -> builder.day(field.column(), name);
      case MONTH -> builder.month(field.column(), name);
      case YEAR -> builder.year(field.column(), name);
      case BUCKET -> builder.bucket(field.column(), field.parameter(), name);
      case TRUNCATE -> builder.truncate(field.column(), field.parameter(), name);
    }
  }

  private static String transform(PartitionField field) {
    String kind = field.kind().name().toLowerCase(Locale.ROOT);
    return field.parameter() > 0 ? kind + "[" + field.parameter() + "]" : kind;
  }

  /** The partition field's own name, as Iceberg and Trino give it. */
  private static String partitionName(PartitionField field) {
    String column = field.column();
    return switch (field.kind()) {
      case IDENTITY -> column;
      case HOUR -> column + "_hour";
      case DAY -> column + "_day";
      case MONTH -> column + "_month";
      case YEAR -> column + "_year";
      case BUCKET -> column + "_bucket";
      case TRUNCATE -> column + "_trunc";
    };
  }
}
