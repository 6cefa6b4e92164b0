// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Translates between JSON trees and the maps, lists and values that JSONata works on. */
final class JsonataValues {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonataValues() {}

  /** A result that no JSON can hold. */
  static final class NotJson extends Exception {
    private static final long serialVersionUID = 1;

    NotJson(String message) {
      super(message);
    }
  }

  /** The value of a tree. Integers and decimals keep every digit. */
  static Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(node.size());
        node.properties().forEach(field -> map.put(field.getKey(), of(field.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(of(element)));
        yield list;
      }
      case STRING -> node.textValue();
      case NUMBER -> node.numberValue();
      case BOOLEAN -> node.booleanValue();
      case NULL -> Jsonata.NULL_VALUE;
      default -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
    };
  }

  /** The tree of a result; a missing node if the expression yields nothing. */
  static JsonNode toJson(Object result) throws NotJson {
    return result == null ? MissingNode.getInstance() : node(result);
  }

  private static JsonNode node(Object value) throws NotJson {
    return switch (value) {
      case null -> NODES.nullNode();
      case Map<?, ?> map -> object(map);
      case List<?> list -> array(list);
      case String text -> NODES.textNode(checked(text));
      case Boolean truth -> NODES.booleanNode(truth);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case BigInteger number -> NODES.numberNode(number);
      case BigDecimal number -> DecimalNode.valueOf(number);
      case Double number when Double.isFinite(number) -> NODES.numberNode(number);
      default ->
          throw new NotJson("the expression yields a value that is not JSON, " + noun(value));
    };
  }

  private static ObjectNode object(Map<?, ?> map) throws NotJson {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<?, ?> field : map.entrySet()) {
      object.set(checked(String.valueOf(field.getKey())), node(field.getValue()));
    }
    return object;
  }

  private static ArrayNode array(List<?> list) throws NotJson {
    ArrayNode array = NODES.arrayNode(list.size());
    for (Object element : list) {
      array.add(node(element));
    }
    return array;
  }

  /** Refuses what no UTF-8 text can hold: an expression can cut a character in half. */
  private static String checked(String text) throws NotJson {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new NotJson("the expression yields half of a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }

  private static String noun(Object value) {
    return value instanceof Number ? value.toString() : "a function for example";
  }
}
