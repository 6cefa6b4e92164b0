// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.StrictJson;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * An EventBridge event pattern that is known to be right.
 *
 * <p>Lakebus takes EventBridge's language unchanged, and refuses what EventBridge takes but nobody
 * can mean: two conditions on one field (of which EventBridge would keep the last; {@code "a.b"}
 * and {@code "a": {"b"}} are one field), a field without a name (which never matches), and
 * wildcards, {@code $or} or kinds of conditions so many or so entangled that they would slow down
 * every event.
 */
public final class EventPattern {

  /**
   * The most that wildcards on one field may cost, over all patterns together, in states that an
   * automaton is in at the same time: {@code *a*} costs 3.
   */
  public static final int MAX_WILDCARD_COST = 100;

  /**
   * In how many ways a pattern may match: each {@code $or} multiplies them by its branches, and
   * each field by the kinds of its conditions. Each way is a rule of its own to the library.
   */
  private static final int MAX_WAYS = 1_000;

  /** How many of them may be so by kinds of conditions: an event goes through each of these. */
  private static final int MAX_WAYS_BY_KIND = 32;

  private final String text;
  private final ObjectNode tree;
  private final String compilable;
  private final Map<String, Integer> wildcardCosts;

  private EventPattern(ObjectNode tree, String compilable, Map<String, Integer> wildcardCosts) {
    // Numbers are written as an event's numbers are read, so that equal ones are equal as text.
    this.text = tree.toString();
    this.tree = tree;
    this.compilable = compilable;
    this.wildcardCosts = Map.copyOf(wildcardCosts);
  }

  /**
   * Reads a pattern.
   *
   * @param text its JSON
   * @throws InvalidPatternException if it is not one
   */
  public static EventPattern parse(String text) throws InvalidPatternException {
    requireNonNull(text, "text is null");
    ObjectNode tree = readTree(text);
    if (ways(tree) > MAX_WAYS) {
      throw tooManyWays("the branches of all $or", MAX_WAYS);
    }
    String compilable = withoutLookups(tree).toString();
    checkKinds(check(compilable, text));
    Map<String, Integer> costs = new HashMap<>();
    for (Leaf leaf : leaves(tree)) {
      if (leaf.steps().contains("")) {
        throw new InvalidPatternException(
            new PatternProblem("a field's name is empty; it would never match", 1, 1));
      }
      for (String wildcard : wildcards(leaf.conditions())) {
        costs.merge(leaf.path(), RuleMatcher.wildcardCost(wildcard), Integer::sum);
      }
    }
    return new EventPattern(tree, compilable, costs);
  }

  /** The pattern's JSON, on one line. */
  public String text() {
    return text;
  }

  /** What the pattern's wildcards cost, by the field's path. */
  public Map<String, Integer> wildcardCosts() {
    return wildcardCosts;
  }

  /** The pattern as the matching library gets it. */
  String compilable() {
    return compilable;
  }

  ObjectNode tree() {
    return tree;
  }

  List<Leaf> leaves() {
    return leaves(tree);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventPattern pattern && text.equals(pattern.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  /**
   * The conditions on one field.
   *
   * @param steps the names from the event's top to the field
   * @param conditions the array of conditions
   */
  record Leaf(List<String> steps, JsonNode conditions) {

    String path() {
      return String.join(".", steps);
    }
  }

  private static List<Leaf> leaves(ObjectNode tree) {
    List<Leaf> leaves = new ArrayList<>();
    collect(tree, List.of(), leaves);
    return leaves;
  }

  private static void collect(JsonNode node, List<String> steps, List<Leaf> leaves) {
    node.properties()
        .forEach(
            field -> {
              if (field.getKey().equals("$or")) {
                field.getValue().forEach(branch -> collect(branch, steps, leaves));
                return;
              }
              List<String> below = new ArrayList<>(steps);
              below.add(field.getKey());
              if (field.getValue().isObject()) {
                collect(field.getValue(), below, leaves);
              } else {
                leaves.add(new Leaf(List.copyOf(below), field.getValue()));
              }
            });
  }

  private static double ways(JsonNode node) {
    double product = 1;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (value.isObject()) {
        product *= ways(value);
      } else if (field.getKey().equals("$or")) {
        product *= Math.max(1, value.valueStream().mapToDouble(EventPattern::ways).sum());
      }
    }
    return product;
  }

  private static void checkKinds(DoubleSummaryStatistics ways) throws InvalidPatternException {
    if (ways.getMax() > MAX_WAYS_BY_KIND) {
      throw tooManyWays("conditions of different kinds on one field", MAX_WAYS_BY_KIND);
    }
    if (ways.getSum() > MAX_WAYS) {
      throw tooManyWays("the branches of all $or, and conditions of different kinds,", MAX_WAYS);
    }
  }

  private static InvalidPatternException tooManyWays(String what, int most) {
    return new InvalidPatternException(
        new PatternProblem(what + " multiply to more than " + most + " ways to match", 1, 1));
  }

  private static DoubleSummaryStatistics check(String compilable, String text)
      throws InvalidPatternException {
    try {
      return RuleMatcher.check(compilable);
    } catch (InvalidPatternException e) {
      RuleMatcher.check(text); // says the same, with the place in the text as written
      throw e;
    }
  }

  /** Has the library compare a text that only looks like an address, and not look it up. */
  private static JsonNode withoutLookups(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isArray()) {
                ArrayNode elements = result.putArray(field.getKey());
                boolean branches = field.getKey().equals("$or");
                value.forEach(
                    element -> elements.add(branches ? withoutLookups(element) : exact(element)));
              } else {
                result.set(field.getKey(), withoutLookups(value));
              }
            });
    return result;
  }

  private static JsonNode exact(JsonNode condition) {
    return condition.isTextual() && AddressGuard.looksLikeAddress(condition.textValue())
        ? JsonNodeFactory.instance.objectNode().set("exactly", condition)
        : condition;
  }

  private static List<String> wildcards(JsonNode conditions) {
    List<String> wildcards = new ArrayList<>();
    for (JsonNode condition : conditions) {
      JsonNode butWildcard = condition.path("anything-but").path("wildcard");
      List.of(condition.path("wildcard"), butWildcard)
          .forEach(
              value -> {
                if (value.isTextual()) {
                  wildcards.add(value.textValue());
                }
                value.forEach(element -> wildcards.add(element.textValue()));
              });
    }
    return wildcards;
  }

  private static ObjectNode readTree(String text) throws InvalidPatternException {
    try {
      if (StrictJson.mapper().readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new InvalidPatternException(PatternProblem.of(e));
    }
    throw new InvalidPatternException(new PatternProblem("a pattern is an object", 1, 1));
  }
}
