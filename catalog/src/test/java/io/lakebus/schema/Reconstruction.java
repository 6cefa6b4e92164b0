// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The oracle: makes the JSON document again out of a row alone, from its columns and its {@code
 * _rescued}, and says whether it is the document that came. It shares no code with the shaper.
 */
final class Reconstruction {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Reconstruction() {}

  /** The document that a row holds. */
  static ObjectNode document(Record row) {
    ObjectNode document = NODES.objectNode();
    for (NestedField column : row.struct().fields()) {
      Object value = row.getField(column.name());
      if (value != null && !ReservedColumns.isReserved(column.name())) {
        document.set(column.name(), node(value));
      }
    }
    Object rescued = row.getField(ReservedColumns.RESCUED);
    if (rescued != null) {
      Tables.json((String) rescued)
          .properties()
          .forEach(entry -> put(document, JsonPointer.compile(entry.getKey()), entry.getValue()));
    }
    return document;
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Boolean bool -> NODES.booleanNode(bool);
      case Long integer -> NODES.numberNode(integer);
      case Double number -> NODES.numberNode(number);
      case String text -> NODES.textNode(text);
      case Record struct -> {
        ObjectNode object = NODES.objectNode();
        for (NestedField field : struct.struct().fields()) {
          Object child = struct.getField(field.name());
          if (child != null) {
            object.set(field.name(), node(child));
          }
        }
        yield object;
      }
      case List<?> list -> {
        ArrayNode array = NODES.arrayNode();
        list.forEach(element -> array.add(node(element)));
        yield array;
      }
      default -> throw new AssertionError("no such column is inferred: " + value.getClass());
    };
  }

  private static void put(ObjectNode document, JsonPointer pointer, JsonNode value) {
    JsonNode parent = document.at(pointer.head());
    JsonPointer last = pointer.last();
    switch (parent) {
      case ObjectNode object -> {
        JsonNode before = object.replace(last.getMatchingProperty(), value);
        if (before != null) {
          throw new AssertionError(pointer + " is in its column and rescued");
        }
      }
      case ArrayNode array -> {
        JsonNode before = array.set(last.getMatchingIndex(), value);
        if (!before.isNull()) {
          throw new AssertionError(pointer + " is in its list and rescued");
        }
      }
      default -> throw new AssertionError(pointer + " has no parent in " + document);
    }
  }

  /** Whether both say the same; an object's field that is null is the same as none. */
  static boolean same(JsonNode came, JsonNode made) {
    if (came.isObject() && made.isObject()) {
      Map<String, JsonNode> left = known(came);
      Map<String, JsonNode> right = known(made);
      return left.keySet().equals(right.keySet())
          && left.entrySet().stream()
              .allMatch(entry -> same(entry.getValue(), right.get(entry.getKey())));
    }
    if (came.isArray() && made.isArray()) {
      return came.size() == made.size()
          && IntStream.range(0, came.size()).allMatch(i -> same(came.get(i), made.get(i)));
    }
    if (came.isNumber() && made.isNumber()) {
      return sameNumber(came, made);
    }
    return came.getNodeType() == made.getNodeType() && came.equals(made);
  }

  private static Map<String, JsonNode> known(JsonNode object) {
    return object.properties().stream()
        .filter(entry -> !entry.getValue().isNull())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (left, right) -> right, HashMap::new));
  }

  /** A number written with a fraction or an exponent may have become the nearest double. */
  private static boolean sameNumber(JsonNode came, JsonNode made) {
    if (made.isDouble() && !came.isIntegralNumber()) {
      return Double.compare(came.doubleValue(), made.doubleValue()) == 0;
    }
    return exact(came).compareTo(exact(made)) == 0;
  }

  private static BigDecimal exact(JsonNode number) {
    return number.isDouble() ? new BigDecimal(number.doubleValue()) : number.decimalValue();
  }
}
