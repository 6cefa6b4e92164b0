// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JSON path as input transformers have them: {@code $}, then names ({@code .name}, {@code
 * ['name']}), positions ({@code [0]}) and all elements ({@code [*]}).
 *
 * @param steps the steps from the top
 */
public record JsonPath(List<Step> steps) {

  private static final int MAX_LENGTH = 256;

  private static final Set<String> TOP =
      Set.of(
          "version",
          "id",
          "detail-type",
          "source",
          "account",
          "time",
          "region",
          "resources",
          "detail");

  private static final Pattern PLAIN_NAME =
      Pattern.compile("[\\w/-]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern STEP =
      Pattern.compile(
          "\\.([\\w/-]+)|\\['([^']+)']|\\[(\\d{1,6})]|(\\[\\*])", Pattern.UNICODE_CHARACTER_CLASS);

  /** One step down. */
  public sealed interface Step {

    /** To a field. */
    record Name(String name) implements Step {

      @Override
      public String toString() {
        return PLAIN_NAME.matcher(name).matches() ? "." + name : "['" + name + "']";
      }
    }

    /** To an element. */
    record Position(int position) implements Step {

      @Override
      public String toString() {
        return "[" + position + "]";
      }
    }

    /** To all elements; what follows is taken of each. */
    record Each() implements Step {

      @Override
      public String toString() {
        return "[*]";
      }
    }
  }

  public JsonPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path into an event's envelope.
   *
   * @throws IllegalArgumentException if it is not one, or leads nowhere in any event
   */
  static JsonPath parseInEvent(String text) {
    JsonPath path = parse(text);
    if (!path.steps.isEmpty()
        && !(path.steps.getFirst() instanceof Step.Name(String name) && TOP.contains(name))) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' leads nowhere: an event has "
              + String.join(", ", TOP.stream().sorted().toList()));
    }
    return path;
  }

  /**
   * Reads a path into any JSON.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static JsonPath parse(String text) {
    if (!text.startsWith("$") || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a JSON path, which begins with $ and has at most 256 characters");
    }
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int end = 1;
    while (matcher.find(end) && matcher.start() == end) {
      end = matcher.end();
      steps.add(step(matcher));
      if (end == text.length()) {
        break;
      }
    }
    if (end != text.length()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a JSON path: '" + text.substring(end) + "' is not understood");
    }
    return new JsonPath(steps);
  }

  private static Step step(Matcher matcher) {
    if (matcher.group(1) != null) {
      return new Step.Name(matcher.group(1));
    }
    if (matcher.group(2) != null) {
      return new Step.Name(matcher.group(2));
    }
    return matcher.group(3) != null
        ? new Step.Position(Integer.parseInt(matcher.group(3)))
        : new Step.Each();
  }

  /** What is there below a node; a missing node if nothing is. */
  public JsonNode of(JsonNode top) {
    return of(top, 0);
  }

  /** The path as it is written. */
  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("", "$", ""));
  }

  private JsonNode of(JsonNode node, int depth) {
    if (depth == steps.size()) {
      return node;
    }
    return switch (steps.get(depth)) {
      case Step.Name(String name) -> of(node.path(name), depth + 1);
      case Step.Position(int position) -> of(node.path(position), depth + 1);
      case Step.Each each -> {
        if (!node.isArray()) {
          yield MissingNode.getInstance();
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : node) {
          JsonNode found = of(element, depth + 1);
          if (!found.isMissingNode()) {
            all.add(found);
          }
        }
        yield all;
      }
    };
  }
}
