// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The types of JSON values. True and false are boolean, an integer is a long, other numbers are
 * double, a string is a string, an object a struct, an array a list of the type that holds all its
 * elements.
 *
 * <p>Null says nothing, and so do {@code {}} and {@code []}: no column comes of them until another
 * row says more. An integer beyond long and a number beyond double say nothing either. Strings are
 * never guessed to be dates or numbers: that is what a hint in the bus definition is for.
 */
final class SchemaInference {

  private SchemaInference() {}

  /**
   * The type of a value.
   *
   * @param level the level that the value is at: 1 for a column, one more for each struct and list
   *     around it
   */
  static JsonType infer(JsonNode value, int level) {
    if (level > TableLimits.MAX_LEVELS) {
      return JsonType.Unknown.INSTANCE;
    }
    return switch (value.getNodeType()) {
      case BOOLEAN -> JsonType.Scalar.BOOLEAN;
      case STRING -> JsonType.Scalar.STRING;
      case NUMBER -> inferNumber(value);
      case OBJECT -> inferObject(value, level);
      case ARRAY -> inferArray(value, level);
      case NULL, MISSING, BINARY, POJO -> JsonType.Unknown.INSTANCE;
    };
  }

  private static JsonType inferNumber(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.canConvertToLong() ? JsonType.Scalar.LONG : JsonType.Unknown.INSTANCE;
    }
    return Numbers.toDouble(value) == null ? JsonType.Unknown.INSTANCE : JsonType.Scalar.DOUBLE;
  }

  private static JsonType inferObject(JsonNode value, int level) {
    SequencedMap<String, JsonType> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      fields.put(field.getKey(), infer(field.getValue(), level + 1));
    }
    return JsonType.struct(fields);
  }

  private static JsonType inferArray(JsonNode value, int level) {
    JsonType element = JsonType.Unknown.INSTANCE;
    for (JsonNode each : value) {
      element = element.merge(infer(each, level + 1));
    }
    return JsonType.listOf(element);
  }
}
