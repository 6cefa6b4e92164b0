// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * A total order of JSON values, in which two are equal if JSON Schema calls them so: numbers by
 * their value, objects without regard to the order of their members.
 */
final class JsonOrder implements Comparator<JsonNode> {

  static final JsonOrder INSTANCE = new JsonOrder();

  private JsonOrder() {}

  @Override
  public int compare(JsonNode left, JsonNode right) {
    int kinds = left.getNodeType().compareTo(right.getNodeType());
    if (kinds != 0) {
      return kinds;
    }
    return switch (left.getNodeType()) {
      case STRING -> left.textValue().compareTo(right.textValue());
      case NUMBER -> left.decimalValue().compareTo(right.decimalValue());
      case BOOLEAN -> Boolean.compare(left.booleanValue(), right.booleanValue());
      case ARRAY -> compareElements(left, right);
      case OBJECT -> compareMembers(left, right);
      default -> 0; // null is null
    };
  }

  private int compareElements(JsonNode left, JsonNode right) {
    int order = Integer.compare(left.size(), right.size());
    Iterator<JsonNode> others = right.iterator();
    for (Iterator<JsonNode> elements = left.iterator(); order == 0 && elements.hasNext(); ) {
      order = compare(elements.next(), others.next());
    }
    return order;
  }

  private int compareMembers(JsonNode left, JsonNode right) {
    int order = Integer.compare(left.size(), right.size());
    Iterator<Map.Entry<String, JsonNode>> others = sorted(right);
    for (Iterator<Map.Entry<String, JsonNode>> members = sorted(left);
        order == 0 && members.hasNext(); ) {
      Map.Entry<String, JsonNode> member = members.next();
      Map.Entry<String, JsonNode> other = others.next();
      order = member.getKey().compareTo(other.getKey());
      if (order == 0) {
        order = compare(member.getValue(), other.getValue());
      }
    }
    return order;
  }

  private static Iterator<Map.Entry<String, JsonNode>> sorted(JsonNode object) {
    Map<String, JsonNode> members = new TreeMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members.entrySet().iterator();
  }
}
