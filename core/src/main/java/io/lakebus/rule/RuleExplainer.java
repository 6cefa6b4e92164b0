// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says which fields are to blame when a pattern does not match an event: it asks the matcher about
 * each field's conditions alone. For people, not for the path of the events.
 */
public final class RuleExplainer {

  private RuleExplainer() {}

  /**
   * A part of a pattern that does not match.
   *
   * @param path the field, {@code detail.score} for example, or {@code detail.$or}; empty for all
   *     fields together
   * @param condition what the pattern asks for, JSON
   * @param value what the event has there, JSON; empty if it has nothing, or values in several
   *     places
   */
  public record Mismatch(String path, String condition, Optional<String> value) {}

  /**
   * What does not match; nothing if the event matches. If each field matches and all of them
   * together do not, they match in different elements of an array: then the whole pattern is
   * blamed.
   *
   * @param envelope the event as patterns see it, see {@link Envelope}
   */
  public static List<Mismatch> explain(EventPattern pattern, ObjectNode envelope) {
    if (matches(pattern.tree(), envelope)) {
      return List.of();
    }
    List<Mismatch> mismatches = new ArrayList<>();
    explain(pattern.tree(), List.of(), envelope, mismatches);
    if (mismatches.isEmpty()) {
      mismatches.add(new Mismatch("", pattern.text(), Optional.empty()));
    }
    return List.copyOf(mismatches);
  }

  private static void explain(
      JsonNode part, List<String> steps, ObjectNode envelope, List<Mismatch> mismatches) {
    part.properties()
        .forEach(
            field -> {
              List<String> below = new ArrayList<>(steps);
              below.add(field.getKey());
              if (field.getValue().isObject()) {
                explain(field.getValue(), below, envelope, mismatches);
              } else if (!matches(wrap(field.getValue(), below), envelope)) {
                mismatches.add(
                    new Mismatch(
                        String.join(".", below),
                        field.getValue().toString(),
                        value(envelope, below)));
              }
            });
  }

  private static boolean matches(ObjectNode pattern, ObjectNode envelope) {
    try {
      RuleMatcher matcher = new RuleMatcher(List.of(EventPattern.parse(pattern.toString())));
      return !matcher.isTooCostly(envelope) && matcher.match(envelope).length > 0;
    } catch (InvalidPatternException e) {
      throw new IllegalStateException("a part of a pattern is not a pattern: " + pattern, e);
    }
  }

  private static ObjectNode wrap(JsonNode conditions, List<String> steps) {
    JsonNode wrapped = conditions;
    for (String step : steps.reversed()) {
      wrapped = JsonNodeFactory.instance.objectNode().set(step, wrapped);
    }
    return (ObjectNode) wrapped;
  }

  private static Optional<String> value(JsonNode envelope, List<String> steps) {
    JsonNode node = envelope;
    for (String step : steps) {
      node = node.path(step);
    }
    return node.isMissingNode() ? Optional.empty() : Optional.of(node.toString());
  }
}
