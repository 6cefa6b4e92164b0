// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.AnythingBut;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.MachineComplexityEvaluator;
import software.amazon.event.ruler.MatchType;
import software.amazon.event.ruler.Patterns;
import software.amazon.event.ruler.ValuePatterns;

import static java.util.stream.Collectors.groupingBy;

/**
 * Says which of many event patterns match an event, in a time that hardly depends on how many they
 * are: they are one automaton, compiled once. Thread-safe.
 *
 * <p>This is the one class that knows the library which brings EventBridge's semantics. It also
 * keeps clear of what is wrong in that library, version 2.1.0: conditions of different kinds on one
 * field of one automaton ({@code ["xx"]} in one rule, a numeric range and a prefix in another) can
 * miss what they should match, or match what they should not. So a field's conditions in an
 * automaton are of one {@link Kind}, and where patterns ask for several there are several automata.
 * And branches of one rule that share a value ({@code "$or":[{"a":["x","y"]},{"a":["y","z"]}]})
 * lose some of them, so each {@link Variant} of a pattern is a rule of its own to the library.
 */
public final class RuleMatcher {

  /** The most steps for one event: a tenth of a second or two. */
  private static final double MAX_COST = 1_000_000;

  private final List<Variant> variants = new ArrayList<>();
  private final List<Automaton> automata = new ArrayList<>();
  private final AddressGuard addressGuard;
  private final MatchCost costOfAll;
  private final List<MatchCost> costs;

  /** Compiles patterns. */
  public RuleMatcher(List<EventPattern> patterns) {
    addressGuard = new AddressGuard(patterns);
    costOfAll = new MatchCost(patterns);
    costs = patterns.stream().map(pattern -> new MatchCost(List.of(pattern))).toList();
    for (int i = 0; i < patterns.size(); i++) {
      variants(i, patterns.get(i)).forEach(this::add);
    }
  }

  /**
   * Whether an event would keep the matcher busy for long: large arrays in several fields that one
   * pattern names multiply. The caller refuses such an event.
   *
   * @param envelope the event as patterns see it, see {@link Envelope}
   */
  public boolean isTooCostly(ObjectNode envelope) {
    return costOfAll.of(envelope) > MAX_COST
        && costs.stream().mapToDouble(cost -> cost.of(envelope)).sum() > MAX_COST;
  }

  /**
   * The positions of the patterns that match, ascending.
   *
   * @param envelope the event as patterns see it, see {@link Envelope}; not changed
   */
  public int[] match(ObjectNode envelope) {
    ObjectNode guarded = addressGuard.guard(envelope);
    return automata.stream()
        .flatMap(automaton -> automaton.machine.rulesForJSONEvent(guarded).stream())
        .mapToInt(variant -> variants.get(variant).position())
        .distinct()
        .sorted()
        .toArray();
  }

  /** How many automata the patterns need; each goes through an event once. */
  int automata() {
    return automata.size();
  }

  /**
   * Checks a pattern against the library's grammar, and counts in how many ways each way through
   * its {@code $or} can match by the kinds of its conditions. They are not made: there may be more
   * than memory holds.
   */
  static DoubleSummaryStatistics check(String pattern) throws InvalidPatternException {
    try {
      return JsonRuleCompiler.compile(pattern, false).stream()
          .mapToDouble(RuleMatcher::waysByKind)
          .summaryStatistics();
    } catch (JsonProcessingException e) {
      throw new InvalidPatternException(PatternProblem.of(e));
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidPatternException(new PatternProblem(e.getMessage(), 1, 1));
    }
  }

  private static double waysByKind(Map<String, List<Patterns>> way) {
    return way.values().stream()
        .mapToDouble(conditions -> byKind(conditions).size())
        .reduce(1, (product, kinds) -> product * kinds);
  }

  /** What one wildcard costs: in how many states at once its automaton can be. */
  static int wildcardCost(String wildcard) {
    GenericMachine<Integer> machine = newMachine();
    machine.addPatternRule(
        0, compile("{\"field\":[{\"wildcard\":" + TextNode.valueOf(wildcard) + "}]}").getFirst());
    return machine.evaluateComplexity(
        new MachineComplexityEvaluator(EventPattern.MAX_WILDCARD_COST + 1));
  }

  private void add(Variant variant) {
    Automaton automaton =
        automata.stream()
            .filter(candidate -> candidate.takes(variant))
            .findFirst()
            .orElseGet(
                () -> {
                  Automaton another = new Automaton();
                  automata.add(another);
                  return another;
                });
    automaton.add(variants.size(), variant);
    variants.add(variant);
  }

  /**
   * The ways in which a pattern can match: one for each way through its {@code $or}, and one for
   * each kind of condition on a field.
   */
  private static List<Variant> variants(int position, EventPattern pattern) {
    List<Variant> variants = new ArrayList<>();
    for (Map<String, List<Patterns>> way : compile(pattern.compilable())) {
      List<Map<String, List<Patterns>>> ways = List.of(Map.of());
      for (Map.Entry<String, List<Patterns>> field : way.entrySet()) {
        Collection<List<Patterns>> apart = byKind(field.getValue());
        ways =
            ways.stream()
                .flatMap(
                    before ->
                        apart.stream().map(conditions -> with(before, field.getKey(), conditions)))
                .toList();
      }
      ways.forEach(fields -> variants.add(new Variant(position, fields)));
    }
    return variants;
  }

  private static Collection<List<Patterns>> byKind(List<Patterns> conditions) {
    return meant(conditions).stream().collect(groupingBy(Kind::of)).values();
  }

  /**
   * The conditions without those that say nothing of their own: the library makes a number's text
   * of a number as well, for numbers that it cannot compare.
   */
  private static List<Patterns> meant(List<Patterns> conditions) {
    List<Patterns> meant = new ArrayList<>();
    boolean comparable = false;
    for (Patterns condition : conditions) {
      boolean textOfNumber =
          condition.type() == MatchType.EXACT && isNumber(((ValuePatterns) condition).pattern());
      if (!textOfNumber || !comparable) {
        meant.add(condition);
      }
      comparable = condition.type() == MatchType.NUMERIC_EQ;
    }
    return meant;
  }

  /** Whether a value as the library writes it is a number; texts have their quotes there. */
  private static boolean isNumber(String value) {
    return value.startsWith("-") || Character.isDigit(value.charAt(0));
  }

  private static Map<String, List<Patterns>> with(
      Map<String, List<Patterns>> fields, String path, List<Patterns> conditions) {
    Map<String, List<Patterns>> more = new HashMap<>(fields);
    more.put(path, conditions);
    return more;
  }

  private static List<Map<String, List<Patterns>>> compile(String pattern) {
    try {
      return JsonRuleCompiler.compile(pattern, false);
    } catch (IOException e) {
      throw new IllegalStateException("a checked pattern does not compile: " + pattern, e);
    }
  }

  private static GenericMachine<Integer> newMachine() {
    return GenericMachine.<Integer>builder()
        .withStructuredMatching(true)
        .withAdditionalNameStateReuse(true)
        .build();
  }

  /** Kinds of conditions; those of one kind get along. */
  private enum Kind {
    EXISTENCE,
    TEXT,
    NUMBER,
    WILDCARD,
    IGNORING_CASE;

    static Kind of(Patterns condition) {
      return switch (condition.type()) {
        case ABSENT, EXISTS -> EXISTENCE;
        case EXACT, PREFIX, SUFFIX, ANYTHING_BUT_PREFIX, ANYTHING_BUT_SUFFIX -> TEXT;
        case NUMERIC_EQ, NUMERIC_RANGE -> NUMBER;
        case ANYTHING_BUT ->
            ((AnythingBut) condition).getValues().iterator().next().startsWith("\"")
                ? TEXT
                : NUMBER;
        case WILDCARD, ANYTHING_BUT_WILDCARD -> WILDCARD;
        case PREFIX_EQUALS_IGNORE_CASE,
            SUFFIX_EQUALS_IGNORE_CASE,
            EQUALS_IGNORE_CASE,
            ANYTHING_BUT_IGNORE_CASE ->
            IGNORING_CASE;
      };
    }
  }

  /** One way in which the pattern at a position can match: all of these fields' conditions hold. */
  private record Variant(int position, Map<String, List<Patterns>> fields) {

    /** The kinds of conditions by field; whether a field exists gets along with every kind. */
    Map<String, Kind> kinds() {
      Map<String, Kind> kinds = new HashMap<>();
      fields.forEach((path, conditions) -> kinds.put(path, Kind.of(conditions.getFirst())));
      kinds.values().removeIf(kind -> kind == Kind.EXISTENCE);
      return kinds;
    }
  }

  /** An automaton, and the kind of its conditions on each field. */
  private static final class Automaton {

    private final GenericMachine<Integer> machine = newMachine();
    private final Map<String, Kind> kinds = new HashMap<>();

    boolean takes(Variant variant) {
      return variant.kinds().entrySet().stream()
          .allMatch(
              field -> kinds.getOrDefault(field.getKey(), field.getValue()) == field.getValue());
    }

    void add(int name, Variant variant) {
      machine.addPatternRule(name, variant.fields());
      kinds.putAll(variant.kinds());
    }
  }
}
