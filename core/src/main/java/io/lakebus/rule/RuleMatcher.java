// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/**
 * Says which of many event patterns match an event, in a time that hardly depends on how many they
 * are: all of them are one automaton, compiled once. Thread-safe.
 *
 * <p>This is the one class that knows the library which brings EventBridge's semantics.
 */
public final class RuleMatcher {

  private final GenericMachine<Integer> machine;

  /** Compiles patterns. */
  public RuleMatcher(List<EventPattern> patterns) {
    machine = newMachine();
    for (int i = 0; i < patterns.size(); i++) {
      try {
        machine.addRule(i, patterns.get(i).text());
      } catch (IOException e) {
        throw new IllegalStateException(
            "a checked pattern does not compile: " + patterns.get(i), e);
      }
    }
  }

  /**
   * The positions of the patterns that match, ascending.
   *
   * @param envelope the event as patterns see it, see {@link Envelope}
   */
  public int[] match(ObjectNode envelope) {
    return machine.rulesForJSONEvent(envelope).stream()
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** Checks a pattern against the library's grammar. */
  static void check(String pattern) throws InvalidPatternException {
    try {
      JsonRuleCompiler.compile(pattern, false);
    } catch (JsonProcessingException e) {
      throw new InvalidPatternException(
          new PatternProblem(
              e.getOriginalMessage(), e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidPatternException(new PatternProblem(e.getMessage(), 1, 1));
    }
  }

  /** What one wildcard costs: in how many states at once its automaton can be. */
  static int wildcardCost(String wildcard) {
    GenericMachine<Integer> machine = newMachine();
    try {
      machine.addRule(0, "{\"field\":[{\"wildcard\":" + TextNode.valueOf(wildcard) + "}]}");
    } catch (IOException e) {
      throw new IllegalStateException("a checked wildcard does not compile: " + wildcard, e);
    }
    return machine.evaluateComplexity(
        new MachineComplexityEvaluator(EventPattern.MAX_WILDCARD_COST + 1));
  }

  private static GenericMachine<Integer> newMachine() {
    return GenericMachine.<Integer>builder()
        .withStructuredMatching(true)
        .withAdditionalNameStateReuse(true)
        .withOverridesForDuplicateRules(false)
        .build();
  }
}
