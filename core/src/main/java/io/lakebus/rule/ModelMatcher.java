// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * EventBridge's semantics once more, straight from its description: a walk over pattern and event
 * together. Slow, and without a line in common with {@link RuleMatcher}: tests of the matcher, and
 * the check of what a run has left in the tables, expect what this says. No rule is matched by it
 * on an event's way.
 *
 * <p>It knows no CIDR blocks. Where a pattern has conditions on a field and on what is below it, or
 * asks for the absence of a field below an array, EventBridge's description leaves open what is
 * meant, and the two may differ.
 */
public final class ModelMatcher {

  private final List<ObjectNode> ways;

  private ModelMatcher(List<ObjectNode> ways) {
    this.ways = ways;
  }

  /** The model of a pattern; empty where the pattern has a condition that it does not know. */
  public static Optional<ModelMatcher> of(EventPattern pattern) {
    boolean known =
        pattern.leaves().stream()
            .flatMap(leaf -> leaf.conditions().valueStream())
            .noneMatch(condition -> condition.findValue("cidr") != null);
    return known ? Optional.of(new ModelMatcher(variants(pattern.tree()))) : Optional.empty();
  }

  /** Whether the pattern matches an event, given as {@link Envelope} makes it. */
  public boolean matches(JsonNode event) {
    return ways.stream().anyMatch(way -> matchesObject(way, event));
  }

  /** The pattern without {@code $or}: one pattern for each way through its branches. */
  private static List<ObjectNode> variants(JsonNode pattern) {
    List<ObjectNode> variants = List.of(((ObjectNode) pattern).objectNode());
    for (var field : pattern.properties()) {
      List<ObjectNode> ways = new ArrayList<>();
      if (field.getKey().equals("$or")) {
        field.getValue().forEach(branch -> ways.addAll(variants(branch)));
      } else if (field.getValue().isObject()) {
        variants(field.getValue())
            .forEach(way -> ways.add(way.objectNode().set(field.getKey(), way)));
      } else {
        ways.add(((ObjectNode) pattern).objectNode().set(field.getKey(), field.getValue()));
      }
      variants =
          variants.stream()
              .flatMap(variant -> ways.stream().map(way -> merge(variant, way)))
              .toList();
    }
    return variants;
  }

  private static ObjectNode merge(ObjectNode a, ObjectNode b) {
    ObjectNode result = a.deepCopy();
    for (var field : b.properties()) {
      JsonNode before = result.get(field.getKey());
      result.set(
          field.getKey(),
          before instanceof ObjectNode object && field.getValue() instanceof ObjectNode other
              ? merge(object, other)
              : field.getValue());
    }
    return result;
  }

  private static boolean matchesObject(ObjectNode pattern, JsonNode node) {
    return pattern.properties().stream()
        .allMatch(
            field -> {
              JsonNode value = node.path(field.getKey());
              return field.getValue() instanceof ObjectNode below
                  ? matchesBelow(below, value)
                  : matchesLeaf(field.getValue(), value);
            });
  }

  /** An object matches itself; of an array, one element must match all of the pattern. */
  private static boolean matchesBelow(ObjectNode pattern, JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().anyMatch(element -> matchesBelow(pattern, element))
          || (value.isEmpty() && matchesObject(pattern, value));
    }
    return matchesObject(pattern, value);
  }

  private static boolean matchesLeaf(JsonNode conditions, JsonNode value) {
    List<JsonNode> values = scalars(value).toList();
    return conditions
        .valueStream()
        .anyMatch(
            condition ->
                (condition.has("exists") && !condition.get("exists").booleanValue())
                    ? values.isEmpty()
                    : values.stream().anyMatch(scalar -> holds(condition, scalar)));
  }

  private static Stream<JsonNode> scalars(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().flatMap(ModelMatcher::scalars);
    }
    return value.isObject() || value.isMissingNode() ? Stream.empty() : Stream.of(value);
  }

  private static boolean holds(JsonNode condition, JsonNode value) {
    if (!condition.isObject()) {
      return (condition.isNumber() && value.isNumber())
          ? condition.decimalValue().compareTo(value.decimalValue()) == 0
          : condition.equals(value);
    }
    String operator = condition.fieldNames().next();
    JsonNode operand = condition.get(operator);
    return switch (operator) {
      case "exists" -> true;
      case "numeric" -> value.isNumber() && inRange(operand, value.decimalValue());
      case "anything-but" ->
          operand.isObject()
              ? options(operand.elements().next())
                  .noneMatch(option -> text(operand.fieldNames().next(), option, value))
              : options(operand).noneMatch(option -> holds(option, value));
      default -> text(operator, operand, value);
    };
  }

  private static Stream<JsonNode> options(JsonNode operand) {
    return operand.isArray() ? operand.valueStream() : Stream.of(operand);
  }

  private static boolean text(String operator, JsonNode operand, JsonNode value) {
    if (!value.isTextual()) {
      return false;
    }
    if (operand.isObject()) {
      return text(operator, lower(operand.get("equals-ignore-case")), lower(value));
    }
    String text = value.textValue();
    String other = operand.textValue();
    return switch (operator) {
      case "prefix" -> text.startsWith(other);
      case "suffix" -> text.endsWith(other);
      case "equals-ignore-case" -> lower(value).equals(lower(operand));
      case "wildcard" ->
          Pattern.matches("(?s)" + Pattern.quote(other).replace("*", "\\E.*\\Q"), text);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static JsonNode lower(JsonNode text) {
    return TextNode.valueOf(text.textValue().toLowerCase(Locale.ROOT));
  }

  private static boolean inRange(JsonNode range, BigDecimal number) {
    for (int i = 0; i < range.size(); i += 2) {
      int order = number.compareTo(range.get(i + 1).decimalValue());
      boolean holds =
          switch (range.get(i).textValue()) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case "=" -> order == 0;
            case ">=" -> order >= 0;
            default -> order > 0;
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }
}
