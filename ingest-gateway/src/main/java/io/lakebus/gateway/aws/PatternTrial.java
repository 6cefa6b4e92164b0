// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.DetailReader;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import io.lakebus.rule.EventPattern;
import io.lakebus.rule.InvalidPatternException;
import io.lakebus.rule.RuleMatcher;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * EventBridge's TestEventPattern: whether a pattern matches an event, as it would in a rule.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html">TestEventPattern</a>
 */
final class PatternTrial {

  private static final int MAX_PATTERN_LENGTH = 4_096;
  private static final List<String> REQUIRED =
      List.of("id", "account", "source", "time", "region", "resources", "detail-type");

  private PatternTrial() {}

  /**
   * Whether the pattern matches the event.
   *
   * @param body {@code {"EventPattern": "...", "Event": "..."}}
   * @throws RefusedException if one of them is not what it should be
   */
  static boolean matches(byte[] body) throws RefusedException {
    ObjectNode call =
        switch (DetailReader.read(body)) {
          case DetailReader.Detail.Tree tree -> tree.tree();
          case DetailReader.Detail.Invalid invalid ->
              throw new RefusedException(
                  ProblemCode.MALFORMED_JSON,
                  "the body is not a JSON object: " + invalid.problem().messageAndPlace());
        };
    RuleMatcher matcher = new RuleMatcher(List.of(pattern(member(call, "EventPattern"))));
    ObjectNode event = event(member(call, "Event"));
    if (matcher.isTooCostly(event)) {
      throw new RefusedException(
          ProblemCode.INVALID_CALL, "the event's arrays would keep the matcher busy");
    }
    return matcher.match(event).length > 0;
  }

  private static String member(ObjectNode call, String name) throws RefusedException {
    JsonNode value = call.path(name);
    if (!value.isTextual()) {
      throw new RefusedException(
          ProblemCode.INVALID_CALL, name + " is not there, or is not a string");
    }
    return value.textValue();
  }

  private static EventPattern pattern(String text) throws RefusedException {
    if (text.length() > MAX_PATTERN_LENGTH) {
      throw new RefusedException(
          ProblemCode.INVALID_CALL,
          "EventPattern is longer than " + MAX_PATTERN_LENGTH + " characters");
    }
    try {
      EventPattern pattern = EventPattern.parse(text);
      if (pattern.wildcardCosts().values().stream()
          .anyMatch(cost -> cost > EventPattern.MAX_WILDCARD_COST)) {
        throw new RefusedException(
            ProblemCode.INVALID_PATTERN,
            "Event pattern is not valid. Reason: the wildcards on one field cost more than "
                + EventPattern.MAX_WILDCARD_COST);
      }
      return pattern;
    } catch (InvalidPatternException e) {
      throw new RefusedException(
          ProblemCode.INVALID_PATTERN, "Event pattern is not valid. Reason: " + e.getMessage());
    }
  }

  private static ObjectNode event(String text) throws RefusedException {
    ObjectNode event =
        switch (DetailReader.read(text.getBytes(StandardCharsets.UTF_8))) {
          case DetailReader.Detail.Tree tree -> tree.tree();
          case DetailReader.Detail.Invalid invalid ->
              throw new RefusedException(
                  ProblemCode.INVALID_CALL,
                  "Event is not a JSON object: " + invalid.problem().messageAndPlace());
        };
    List<String> missing = REQUIRED.stream().filter(name -> !event.has(name)).toList();
    if (!missing.isEmpty()) {
      throw new RefusedException(
          ProblemCode.INVALID_CALL, "Event has no " + String.join(", ", missing));
    }
    return event;
  }
}
