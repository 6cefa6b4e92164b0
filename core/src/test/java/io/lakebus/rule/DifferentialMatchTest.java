// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The matcher against the oracle, on patterns and events that chance makes. */
class DifferentialMatchTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> TEXTS =
      List.of("", "x", "X", "xy", "yx", "xyx", "é", "ž🏆", "xx");
  private static final List<String> NUMBERS =
      List.of("0", "1", "1.0", "1.5", "-2", "1e2", "100", "0.1");

  private final Random random = new Random(20261123);

  @Test
  void theMatcherAgreesWithTheOracle() throws InvalidPatternException {
    int matches = 0;
    for (int round = 0; round < 40; round++) {
      List<EventPattern> patterns = new ArrayList<>();
      while (patterns.size() < 8) {
        ObjectNode pattern = pattern(2, "");
        if (isPattern(pattern)) {
          patterns.add(EventPattern.parse(pattern.toString()));
        }
      }
      RuleMatcher matcher = new RuleMatcher(patterns);
      for (int i = 0; i < 25; i++) {
        ObjectNode event = event(3);
        int[] expected =
            IntStream.range(0, patterns.size())
                .filter(
                    position ->
                        ModelMatcher.of(patterns.get(position)).orElseThrow().matches(event))
                .toArray();
        matches += expected.length;
        assertThat(matcher.match(event))
            .as(() -> "event " + event + "\npatterns " + patterns)
            .isEqualTo(expected);
      }
    }
    assertThat(matches).as("pairs that match").isGreaterThan(1_000);
  }

  /**
   * Chance also makes two conditions on one field, or conditions of so many kinds that they
   * multiply too far, which are refused, and conditions on a field and on what is below it, which
   * the oracle cannot tell apart.
   */
  private static boolean isPattern(ObjectNode pattern) {
    try {
      List<String> paths =
          EventPattern.parse(pattern.toString()).leaves().stream()
              .map(EventPattern.Leaf::path)
              .toList();
      return paths.stream()
          .noneMatch(path -> paths.stream().anyMatch(other -> other.startsWith(path + ".")));
    } catch (InvalidPatternException e) {
      assertThat(e.getMessage())
          .containsPattern("cannot be allowed multiple times|multiply to more than 32 ways");
      return false;
    }
  }

  private ObjectNode pattern(int depth, String path) {
    ObjectNode pattern = NODES.objectNode();
    for (int fields = 1 + random.nextInt(2); fields > 0; fields--) {
      if (depth > 0 && random.nextInt(6) == 0) {
        pattern.putArray("$or").add(pattern(depth - 1, path)).add(pattern(depth - 1, path));
      } else if (depth > 0 && random.nextInt(3) == 0) {
        String name = one(NAMES);
        pattern.set(name, pattern(depth - 1, path + name));
      } else {
        ArrayNode conditions = pattern.putArray(one(NAMES));
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
          conditions.add(condition(path));
        }
      }
    }
    return pattern;
  }

  /**
   * Below the top no absence is asked for: which elements of an array it is about depends, in the
   * library, on the order of the fields' names.
   */
  private JsonNode condition(String path) {
    ObjectNode condition = NODES.objectNode();
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> {
        return scalar();
      }
      case 3 -> condition.put("prefix", nonEmpty());
      case 4 -> condition.put("suffix", nonEmpty());
      case 5 ->
          condition.putObject(one(List.of("prefix", "suffix"))).put("equals-ignore-case", ascii());
      case 6 -> condition.put("equals-ignore-case", ascii());
      case 7 ->
          condition.put("wildcard", one(List.of("*", "x*", "*x", "*y*", "x*x", "*é*", "*xy")));
      case 8 -> range(condition.putArray("numeric"));
      case 9 -> condition.put("exists", !path.isEmpty() || random.nextBoolean());
      case 10 -> condition.putArray("anything-but").add(one(TEXTS)).add(one(TEXTS));
      case 11 -> condition.putArray("anything-but").add(number()).add(number());
      case 12 ->
          condition
              .putObject("anything-but")
              .putArray(one(List.of("prefix", "suffix")))
              .add(nonEmpty())
              .add(nonEmpty());
      default ->
          condition.putObject("anything-but").put("wildcard", one(List.of("x*", "*y*", "x")));
    }
    return condition;
  }

  private void range(ArrayNode range) {
    switch (random.nextInt(3)) {
      case 0 -> range.add("=").add(number());
      case 1 -> range.add(one(List.of("<", "<=", ">", ">="))).add(number());
      default ->
          range
              .add(one(List.of(">", ">=")))
              .add(new BigDecimal("-1.5"))
              .add(one(List.of("<", "<=")))
              .add(new BigDecimal("100"));
    }
  }

  private ObjectNode event(int depth) {
    ObjectNode event = NODES.objectNode();
    for (String name : NAMES) {
      if (random.nextInt(4) > 0) {
        event.set(name, value(depth));
      }
    }
    return event;
  }

  private JsonNode value(int depth) {
    int kind = random.nextInt(6);
    if (depth > 0 && kind == 0) {
      return event(depth - 1);
    }
    if (depth > 0 && kind == 1) {
      ArrayNode array = NODES.arrayNode();
      for (int count = random.nextInt(4); count > 0; count--) {
        array.add(value(depth - 1));
      }
      return array;
    }
    return scalar();
  }

  private JsonNode scalar() {
    return switch (random.nextInt(6)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(number());
      default -> NODES.textNode(one(TEXTS));
    };
  }

  private BigDecimal number() {
    return new BigDecimal(one(NUMBERS));
  }

  private String nonEmpty() {
    return one(TEXTS.subList(1, TEXTS.size()));
  }

  private String ascii() {
    return one(TEXTS.subList(1, 6));
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
