// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.StrictJson;
import io.lakebus.schema.SchemaChange.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One row on its way into a record: where in the JSON the shaper is, what has been rescued so far,
 * and what the schema lacks. Used again for each row; a row that fits costs it nothing.
 */
final class Shaping {

  /** The names on the path; null where the step is a list's index. */
  private String[] names = new String[TableLimits.MAX_LEVELS + 1];

  private int[] indexes = new int[TableLimits.MAX_LEVELS + 1];
  private int depth;

  private final List<Rescued> rescued = new ArrayList<>();
  private final Map<Slot, JsonType> wanted = new LinkedHashMap<>();
  private final Set<Integer> wantedOptional = new TreeSet<>();

  private record Rescued(String pointer, JsonNode value) {}

  void reset() {
    depth = 0;
    rescued.clear();
    wanted.clear();
    wantedOptional.clear();
  }

  /** Goes into a field or a list; the step is set by {@link #at}. */
  void enter() {
    if (depth == names.length) {
      names = Arrays.copyOf(names, 2 * depth);
      indexes = Arrays.copyOf(indexes, 2 * depth);
    }
    depth++;
  }

  void leave() {
    depth--;
  }

  void at(String name) {
    names[depth - 1] = name;
  }

  void at(int index) {
    names[depth - 1] = null;
    indexes[depth - 1] = index;
  }

  /** Keeps the value at the present path, which has no place in the record. */
  void rescue(JsonNode value) {
    rescued.add(new Rescued(pointer(), value));
  }

  void want(int parent, String name, JsonType type) {
    wanted.merge(new Slot(parent, name), type, JsonType::merge);
  }

  void wantOptional(int fieldId) {
    wantedOptional.add(fieldId);
  }

  boolean wantsNothing() {
    return wanted.isEmpty() && wantedOptional.isEmpty();
  }

  SchemaChange change() {
    return new SchemaChange(wanted, wantedOptional);
  }

  /** The text of the column {@code _rescued}. */
  Optional<String> rescued() {
    if (rescued.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode values = StrictJson.mapper().createObjectNode();
    rescued.forEach(each -> values.set(each.pointer, each.value));
    String json = write(values);
    return Optional.of(Texts.isWellFormed(json) ? json : Texts.escapeLoneSurrogates(json));
  }

  private static String write(ObjectNode values) {
    try {
      return StrictJson.mapper().writeValueAsString(values);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a JSON tree cannot be written as JSON", impossible);
    }
  }

  /** The present path as a JSON pointer, RFC 6901. */
  private String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      pointer.append('/');
      if (names[i] == null) {
        pointer.append(indexes[i]);
      } else {
        pointer.append(names[i].replace("~", "~0").replace("/", "~1"));
      }
    }
    return pointer.toString();
  }
}
