// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps the matcher from asking the DNS. Where a pattern names an address or a CIDR block, the
 * matching library takes every text of four numbers for an address, and lets the JVM look it up as
 * a host's name if it is none ({@code 10.0.19041.450}). Such a text gets a NUL at its end here, so
 * that it is no address; conditions on how it begins, or that it is there, hold as before.
 */
final class AddressGuard {

  private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
  private static final String BYTE = "0*(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern ADDRESS =
      Pattern.compile(BYTE + "\\." + BYTE + "\\." + BYTE + "\\." + BYTE);
  private static final Pattern ADDRESS_6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*");

  /** The paths of the fields at which the matcher looks for addresses, and all that lead there. */
  private final Set<String> paths = new HashSet<>();

  AddressGuard(Collection<EventPattern> patterns) {
    for (EventPattern pattern : patterns) {
      for (EventPattern.Leaf leaf : pattern.leaves()) {
        if (leaf.conditions().valueStream().anyMatch(AddressGuard::isAboutAddresses)) {
          String path = leaf.path();
          paths.add(path);
          for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            paths.add(path.substring(0, dot));
          }
        }
      }
    }
  }

  private static boolean isAboutAddresses(JsonNode condition) {
    return condition.has("cidr")
        || (condition.isTextual()
            && (ADDRESS.matcher(condition.textValue()).matches()
                || ADDRESS_6.matcher(condition.textValue()).matches()));
  }

  /** The event itself; a changed copy, if there is something in it to be guarded against. */
  ObjectNode guard(ObjectNode event) {
    return !paths.isEmpty() && isToBeGuarded(event, "") ? (ObjectNode) guarded(event, "") : event;
  }

  private boolean isToBeGuarded(JsonNode node, String path) {
    return switch (node) {
      case TextNode text -> looksLikeAddress(text.textValue());
      case ArrayNode array -> array.valueStream().anyMatch(element -> isToBeGuarded(element, path));
      case ObjectNode object ->
          object
              .propertyStream()
              .anyMatch(
                  field -> {
                    String below = below(path, field.getKey());
                    return paths.contains(below) && isToBeGuarded(field.getValue(), below);
                  });
      default -> false;
    };
  }

  private JsonNode guarded(JsonNode node, String path) {
    return switch (node) {
      case TextNode text ->
          looksLikeAddress(text.textValue()) ? TextNode.valueOf(text.textValue() + "\0") : text;
      case ArrayNode array -> {
        ArrayNode copy = array.arrayNode(array.size());
        array.forEach(element -> copy.add(guarded(element, path)));
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = object.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          String below = below(path, field.getKey());
          copy.set(
              field.getKey(),
              paths.contains(below) ? guarded(field.getValue(), below) : field.getValue());
        }
        yield copy;
      }
      default -> node;
    };
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Whether the matching library would take the text for an address and have it looked up. */
  static boolean looksLikeAddress(String text) {
    return FOUR_NUMBERS.matcher(text).matches() && !ADDRESS.matcher(text).matches();
  }
}
