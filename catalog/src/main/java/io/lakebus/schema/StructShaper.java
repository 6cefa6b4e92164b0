// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebus.schema.SchemaNames.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;

/**
 * Makes the records of a struct, or of the row itself. A field is found by its exact name. One that
 * has no column is noted as wanted where it can become one, and rescued: if the row must wait for
 * the column, the whole record is made anew anyway.
 */
final class StructShaper implements Shaper {

  /** How many refused names are remembered; beyond, each is judged again whenever it comes. */
  private static final int MAX_REFUSED = 1000;

  private record Field(int position, Shaper shaper) {}

  private final int structId;
  private final int level;
  private final Supplier<SchemaNames> names;
  private final GenericRecord empty;
  private final Map<String, Field> fields = new HashMap<>();
  private final List<NestedField> required;
  private final int[] requiredPositions;
  private final Set<String> refused = new HashSet<>();

  /**
   * @param structId the id of the field that is this struct, or {@link SchemaChange#ROOT}
   * @param level the struct's level; 0 for the row itself
   * @param shapers the shapers of the fields that rows can fill, by name
   * @param names the schema's names
   */
  StructShaper(
      int structId,
      int level,
      StructType struct,
      Map<String, Shaper> shapers,
      Supplier<SchemaNames> names) {
    this.structId = structId;
    this.level = level;
    this.names = names;
    this.empty = GenericRecord.create(struct);
    List<NestedField> all = struct.fields();
    for (int i = 0; i < all.size(); i++) {
      Shaper shaper = shapers.get(all.get(i).name());
      if (shaper != null) {
        fields.put(all.get(i).name(), new Field(i, shaper));
      }
    }
    this.required =
        all.stream()
            .filter(field -> field.isRequired() && shapers.containsKey(field.name()))
            .toList();
    this.requiredPositions = required.stream().mapToInt(all::indexOf).toArray();
  }

  @Override
  public GenericRecord shape(JsonNode value, Shaping row) {
    if (!value.isObject()) {
      return null;
    }
    GenericRecord record = empty.copy();
    row.enter();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      JsonNode each = entry.getValue();
      if (each.isNull()) {
        continue;
      }
      row.at(entry.getKey());
      Field field = fields.get(entry.getKey());
      if (field == null) {
        shapeUnknown(entry.getKey(), each, row);
        continue;
      }
      Object shaped = field.shaper.shape(each, row);
      if (shaped == null) {
        row.rescue(each);
      } else {
        record.set(field.position, shaped);
      }
    }
    row.leave();
    for (int i = 0; i < requiredPositions.length; i++) {
      if (record.get(requiredPositions[i]) == null) {
        row.wantOptional(required.get(i).fieldId());
      }
    }
    return record;
  }

  private void shapeUnknown(String name, JsonNode value, Shaping row) {
    row.rescue(value);
    if (!canAdd(name)) {
      return;
    }
    JsonType type = SchemaInference.infer(value, level + 1);
    if (type != JsonType.Unknown.INSTANCE) {
      row.want(structId, name, type);
    }
  }

  private boolean canAdd(String name) {
    if (level >= TableLimits.MAX_LEVELS
        || names.get().remainingColumns() <= 0
        || refused.contains(name)) {
      return false;
    }
    Place place = names.get().place(structId);
    if (names.get().isFree(place, name)) {
      return true;
    }
    if (refused.size() < MAX_REFUSED && name.length() <= TableLimits.MAX_NAME_BYTES) {
      refused.add(name);
    }
    return false;
  }
}
