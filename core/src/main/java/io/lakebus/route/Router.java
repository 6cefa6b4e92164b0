// SPDX-License-Identifier: Apache-2.0
package io.lakebus.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.Bus;
import io.lakebus.bus.Rule;
import io.lakebus.bus.TableNameTemplate;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.DetailReader;
import io.lakebus.event.Event;
import io.lakebus.event.Reason;
import io.lakebus.rule.Envelope;
import io.lakebus.rule.RuleMatcher;
import io.lakebus.transform.InvalidTransformException;
import io.lakebus.transform.Transform;
import io.lakebus.transform.Transforms;
import io.lakebus.transform.Yield;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes rows and dead letters of events, by the rules of one bus definition. Pure and total: the
 * same event gives the same routing each time, and no event makes it throw. Not for use by several
 * threads at once.
 *
 * <p>Every rule whose pattern matches is named in the routing, and its share of the event is there:
 * as rows (none, if the transform makes none) or as a dead letter.
 */
public final class Router {

  private static final DeadLetter TOO_COSTLY =
      DeadLetter.of(
          Reason.TOO_COSTLY_TO_MATCH,
          "the detail has large arrays in several fields that one rule's pattern names");

  private final Bus bus;
  private final String namespace;
  private final List<TableId> ownTables;
  private final RuleMatcher matcher;
  private final List<CompiledRule> rules;

  private record CompiledRule(String name, Transform transform, List<Target> targets) {}

  /**
   * A table that a rule writes to.
   *
   * @param fixed the table, where its name is the same for every event
   * @param problem what is wrong with that name; a definition that is right has none
   */
  private record Target(
      TableNameTemplate name, Optional<TableId> fixed, Optional<String> problem) {}

  /** Compiles the rules of a definition that the parser has found to be right. */
  public Router(Bus bus) {
    this.bus = bus;
    namespace = bus.name();
    ownTables = List.of(TableId.archive(bus), TableId.quarantine(bus));
    matcher = new RuleMatcher(bus.rules().stream().map(Rule::pattern).toList());
    rules = bus.rules().stream().map(this::compile).toList();
  }

  /** What the rules make of the event. */
  public Routing route(Event event) {
    return switch (DetailReader.read(event.detail())) {
      case DetailReader.Detail.Invalid invalid ->
          new Routing(List.of(), List.of(), List.of(invalid.problem().deadLetter()));
      case DetailReader.Detail.Tree detail -> route(event, detail.tree());
    };
  }

  private Routing route(Event event, ObjectNode detail) {
    Optional<DeadLetter> violation =
        bus.contract(event.type()).flatMap(contract -> contract.deadLetter(detail));
    if (violation.isPresent()) {
      return new Routing(List.of(), List.of(), List.of(violation.get()));
    }
    ObjectNode envelope = Envelope.of(event, detail);
    if (matcher.isTooCostly(envelope)) {
      return new Routing(List.of(), List.of(), List.of(TOO_COSTLY));
    }
    List<String> names = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    List<DeadLetter> deadLetters = new ArrayList<>();
    for (int position : matcher.match(envelope)) {
      CompiledRule rule = rules.get(position);
      names.add(rule.name());
      switch (rule.transform().apply(event, envelope)) {
        case Yield.Rows made -> addRows(event, rule, made.rows(), rows, deadLetters);
        case Yield.Failed failed ->
            deadLetters.add(DeadLetter.ofRule(failed.reason(), rule.name(), failed.message()));
      }
    }
    return new Routing(names, rows, deadLetters);
  }

  /** Gives each row to each target; a target without a name fails alone. */
  private void addRows(
      Event event,
      CompiledRule rule,
      List<ObjectNode> made,
      List<Row> rows,
      List<DeadLetter> deadLetters) {
    if (made.isEmpty()) {
      return;
    }
    for (Target target : rule.targets()) {
      TableId table = target.fixed().orElseGet(() -> table(target.name(), event));
      Optional<String> problem = target.fixed().isPresent() ? target.problem() : problem(table);
      if (problem.isPresent()) {
        deadLetters.add(DeadLetter.ofRule(Reason.INVALID_TABLE_NAME, rule.name(), problem.get()));
      } else {
        made.forEach(columns -> rows.add(new Row(rule.name(), table, columns)));
      }
    }
  }

  private TableId table(TableNameTemplate target, Event event) {
    String name =
        target.fill(
            placeholder ->
                switch (placeholder) {
                  case DETAIL_TYPE -> event.type();
                  case SOURCE -> event.source();
                  case VENDOR -> event.vendor();
                });
    return new TableId(target.namespace().orElse(namespace), name);
  }

  private Optional<String> problem(TableId table) {
    if (table.name().isEmpty()) {
      return Optional.of("the table's name is empty for this event");
    }
    if (table.name().length() > TableNameTemplate.MAX_LENGTH) {
      return Optional.of(
          "the table's name is longer than "
              + TableNameTemplate.MAX_LENGTH
              + " characters for this event");
    }
    return ownTables.contains(table)
        ? Optional.of("the table " + table + " is one that the bus keeps for itself")
        : Optional.empty();
  }

  private CompiledRule compile(Rule rule) {
    try {
      return new CompiledRule(
          rule.name(),
          Transforms.compile(rule.name(), rule.transform()),
          rule.targets().stream().map(this::target).toList());
    } catch (InvalidTransformException e) {
      throw new IllegalArgumentException("rule " + rule.name() + ": " + e.getMessage(), e);
    }
  }

  private Target target(TableNameTemplate name) {
    if (!name.isFixed()) {
      return new Target(name, Optional.empty(), Optional.empty());
    }
    TableId table = new TableId(name.namespace().orElse(namespace), name.fill(placeholder -> ""));
    return new Target(name, Optional.of(table), problem(table));
  }
}
