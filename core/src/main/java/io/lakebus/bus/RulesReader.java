// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.rule.EventPattern;
import io.lakebus.transform.InvalidTransformException;
import io.lakebus.transform.TransformSpec;
import io.lakebus.transform.Transforms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the rules of a definition. */
final class RulesReader {

  private final Problems problems;
  private final Map<String, Integer> wildcardCosts = new HashMap<>();
  private final List<Target> targets = new ArrayList<>();
  private boolean allTargetsKnown = true;

  private record Target(TableNameTemplate table, Yaml.Place place) {}

  RulesReader(Problems problems) {
    this.problems = problems;
  }

  /** The rules that are right, in the definition's order. */
  List<Rule> read(Fields rules) {
    List<Rule> result = new ArrayList<>();
    rules
        .takeAll()
        .forEach(
            (name, value) -> {
              problems.attempt(value.place(), name, Names::rule);
              rule(name, Fields.of(value, problems)).ifPresent(result::add);
            });
    return result;
  }

  private Optional<Rule> rule(String name, Fields fields) {
    if (!fields.isMapping()) {
      allTargetsKnown = false;
      return Optional.empty();
    }
    Optional<Yaml> patternValue = fields.take("pattern");
    if (patternValue.isEmpty()) {
      problems.add(fields.place(), "'pattern' is missing");
    }
    Optional<EventPattern> pattern =
        patternValue.flatMap(value -> PatternReader.read(value, problems));
    pattern.ifPresent(found -> checkCost(found, patternValue.orElseThrow().place()));
    Optional<TransformSpec> transform =
        fields.has("transform")
            ? fields.take("transform").flatMap(value -> transform(name, value))
            : Optional.of(new TransformSpec.None());
    List<TableNameTemplate> tables = targets(fields);
    fields.finish("pattern", "transform", "table", "targets");
    if (pattern.isEmpty() || transform.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Rule(name, pattern.get(), transform.get(), tables));
  }

  /** Wildcards on one field add up over the rules: the matcher looks for all of them at once. */
  private void checkCost(EventPattern pattern, Yaml.Place place) {
    pattern
        .wildcardCosts()
        .forEach(
            (field, cost) -> {
              int sum = wildcardCosts.merge(field, cost, Integer::sum);
              if (sum > EventPattern.MAX_WILDCARD_COST
                  && sum - cost <= EventPattern.MAX_WILDCARD_COST) {
                problems.add(
                    place,
                    "the wildcards on "
                        + field
                        + " cost "
                        + sum
                        + " in all, more than "
                        + EventPattern.MAX_WILDCARD_COST);
              }
            });
  }

  /** What is wrong with the targets of all rules, given the names of the bus and its own tables. */
  void checkTargets(String bus, List<String> ownTables) {
    for (Target target : targets) {
      for (String own : ownTables) {
        if (target.table().isFixed() && target.table().qualified(bus).equals(bus + "." + own)) {
          problems.add(target.place(), "'" + own + "' is a table that the bus keeps for itself");
        }
      }
    }
  }

  /** Whether a rule writes to the table; the benefit of the doubt where a target is wrong. */
  boolean canWriteTo(TableNameTemplate table, String bus) {
    return !allTargetsKnown
        || targets.stream().anyMatch(target -> target.table().canBe(table, bus));
  }

  private List<TableNameTemplate> targets(Fields fields) {
    List<Target> found = new ArrayList<>();
    int expected = 1;
    if (fields.has("table") == fields.has("targets")) {
      problems.add(fields.place(), "either 'table' or 'targets' must be there");
      fields.take("table");
      fields.take("targets");
      expected = 1;
    } else if (fields.has("table")) {
      fields
          .take("table", TableNameTemplate::parse)
          .ifPresent(table -> found.add(new Target(table, fields.place().field("table"))));
    } else {
      List<Yaml> values = fields.takeList("targets");
      expected = values.size();
      if (values.isEmpty()) {
        problems.add(fields.place().field("targets"), "a rule has at least one target");
      }
      values.forEach(value -> target(value, found));
    }
    allTargetsKnown &= found.size() == expected;
    targets.addAll(found);
    return found.stream().map(Target::table).toList();
  }

  private void target(Yaml value, List<Target> found) {
    Fields fields = Fields.of(value, problems);
    fields
        .require("table", TableNameTemplate::parse)
        .ifPresent(
            table -> {
              if (found.stream().anyMatch(other -> other.table().equals(table))) {
                problems.add(
                    value.place(), "'" + table.text() + "' is a target of this rule already");
              }
              found.add(new Target(table, value.place()));
            });
    fields.finish("table");
  }

  private Optional<TransformSpec> transform(String rule, Yaml value) {
    Fields fields = Fields.of(value, problems);
    Optional<TransformSpec> result = Optional.empty();
    if (value instanceof Yaml.Mapping && fields.has("jsonata") == fields.has("input-transformer")) {
      problems.add(fields.place(), "either 'jsonata' or 'input-transformer' must be there");
      fields.takeAll();
      return result;
    }
    if (fields.has("jsonata")) {
      Yaml.Place place = fields.take("jsonata").orElseThrow().place();
      result =
          fields
              .<TransformSpec>take("jsonata", TransformSpec.Jsonata::new)
              .filter(spec -> compiles(rule, spec, place));
    } else if (fields.has("input-transformer")) {
      Fields transformer = fields.takeFields("input-transformer").orElseThrow();
      result =
          inputTransformer(transformer).filter(spec -> compiles(rule, spec, transformer.place()));
    }
    fields.finish("jsonata", "input-transformer");
    return result;
  }

  private Optional<TransformSpec> inputTransformer(Fields fields) {
    Map<String, String> paths = new HashMap<>();
    fields
        .takeFields("paths")
        .ifPresent(
            variables ->
                variables
                    .takeAll()
                    .forEach(
                        (name, value) ->
                            Fields.scalar(value, text -> text, problems)
                                .ifPresent(path -> paths.put(name, path))));
    Optional<String> template = fields.require("template", text -> text);
    fields.finish("paths", "template");
    return template.map(text -> new TransformSpec.InputTransformer(paths, text));
  }

  private boolean compiles(String rule, TransformSpec spec, Yaml.Place place) {
    try {
      Transforms.compile(rule, spec);
      return true;
    } catch (InvalidTransformException e) {
      e.problems().forEach(message -> problems.add(place, message));
      return false;
    }
  }
}
