// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import io.lakebus.schema.SchemaNames.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The steps that a schema is short of a change: what is there already, what has no free name and
 * what is beyond the limits is not among them. A plan is a pure function of schema and change, so
 * that whoever asks for a change knows whether anything will come of it.
 *
 * <p>There is no step that changes a column's type. Iceberg cannot read a file's long as a double,
 * so a fraction that comes to a long column is rescued.
 */
final class SchemaPlan {

  /** One step. */
  sealed interface Step {

    /** Adds an optional field to a struct. */
    record Add(int parent, String name, JsonType type) implements Step {}

    /** Makes a required field optional. */
    record MakeOptional(int fieldId) implements Step {}
  }

  private final Schema schema;
  private final SchemaNames names;
  private final List<Step> steps = new ArrayList<>();

  private SchemaPlan(Schema schema, Set<String> partitionNames) {
    this.schema = schema;
    this.names = new SchemaNames(schema, partitionNames);
  }

  /**
   * The steps from the schema to one that serves the change; none if nothing is missing.
   *
   * @param partitionNames the names of the table's partition fields
   */
  static List<Step> of(Schema schema, Set<String> partitionNames, SchemaChange change) {
    SchemaPlan plan = new SchemaPlan(schema, partitionNames);
    change.fields().forEach((slot, type) -> plan.want(slot.parent(), slot.name(), type));
    change.optional().forEach(plan::wantOptional);
    return plan.steps;
  }

  private void wantOptional(int fieldId) {
    NestedField field = schema.findField(fieldId);
    if (field != null && field.isRequired()) {
      steps.add(new Step.MakeOptional(fieldId));
    }
  }

  private void want(int parent, String name, JsonType type) {
    Type struct = parent == SchemaChange.ROOT ? schema.asStruct() : schema.findType(parent);
    if (struct == null || !struct.isStructType()) {
      return;
    }
    NestedField present = struct.asStructType().field(name);
    if (present != null) {
      wantWithin(present.fieldId(), present.type(), type);
      return;
    }
    admit(names.place(parent), name, type)
        .ifPresent(admitted -> steps.add(new Step.Add(parent, name, admitted)));
  }

  private void wantWithin(int fieldId, Type present, JsonType wanted) {
    if (present.isStructType() && wanted instanceof JsonType.Struct struct) {
      struct.fields().forEach((name, type) -> want(fieldId, name, type));
    } else if (present.isListType() && wanted instanceof JsonType.ListOf list) {
      wantWithin(
          present.asListType().elementId(), present.asListType().elementType(), list.element());
    }
  }

  /** As much of a new field as can be added. */
  private Optional<JsonType> admit(Place parent, String name, JsonType type) {
    if (!names.isFree(parent, name)) {
      return Optional.empty();
    }
    Optional<JsonType> admitted = admitType(parent.field(name), type);
    if (admitted.isPresent()) {
      names.add(parent, name);
    }
    return admitted;
  }

  private Optional<JsonType> admitType(Place place, JsonType type) {
    return switch (type) {
      case JsonType.Unknown unknown -> Optional.empty();
      case JsonType.Scalar scalar -> names.takeColumn() ? Optional.of(scalar) : Optional.empty();
      case JsonType.Struct struct -> admitStruct(place, struct);
      case JsonType.ListOf list -> admitList(place, list);
    };
  }

  private Optional<JsonType> admitStruct(Place place, JsonType.Struct struct) {
    SequencedMap<String, JsonType> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonType> field : struct.fields().entrySet()) {
      admit(place, field.getKey(), field.getValue())
          .ifPresent(admitted -> fields.put(field.getKey(), admitted));
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(new JsonType.Struct(fields));
  }

  private Optional<JsonType> admitList(Place place, JsonType.ListOf list) {
    Place element = place.element(list.element() instanceof JsonType.Struct);
    if (element.level() > TableLimits.MAX_LEVELS || !names.isPathFree(element)) {
      return Optional.empty();
    }
    Optional<JsonType> admitted = admitType(element, list.element());
    if (admitted.isPresent()) {
      names.addPath(element);
    }
    return admitted.map(JsonType.ListOf::new);
  }
}
