// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.Bus;
import io.lakebus.bus.Rule;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.DetailReader;
import io.lakebus.event.Event;
import io.lakebus.route.Router;
import io.lakebus.route.Routing;
import io.lakebus.rule.Envelope;
import io.lakebus.rule.RuleExplainer;
import io.lakebus.rule.RuleExplainer.Mismatch;
import java.util.List;

/**
 * What a bus definition makes of one event, rule by rule. It asks the router that the job runs, so
 * a test and the job cannot disagree.
 *
 * @param verdicts a verdict for each rule, in the definition's order
 * @param deadLetters why the event as a whole does not go on; empty if it does
 */
record RuleTest(List<Verdict> verdicts, List<DeadLetter> deadLetters) {

  RuleTest {
    verdicts = List.copyOf(verdicts);
    deadLetters = List.copyOf(deadLetters);
  }

  static RuleTest of(Bus bus, Event event) {
    Routing routing = new Router(bus).route(event);
    List<Verdict> verdicts =
        bus.rules().stream().map(rule -> verdict(rule, routing, event)).toList();
    List<DeadLetter> whole =
        routing.deadLetters().stream().filter(letter -> letter.rule().isEmpty()).toList();
    return new RuleTest(verdicts, whole);
  }

  private static Verdict verdict(Rule rule, Routing routing, Event event) {
    boolean matches = routing.rules().contains(rule.name());
    return new Verdict(
        rule.name(),
        matches,
        routing.rows().stream().filter(row -> row.rule().equals(rule.name())).toList(),
        routing.deadLetters().stream()
            .filter(letter -> letter.rule().filter(rule.name()::equals).isPresent())
            .toList(),
        matches ? List.of() : mismatches(rule, event));
  }

  private static List<Mismatch> mismatches(Rule rule, Event event) {
    return switch (DetailReader.read(event.detail())) {
      case DetailReader.Detail.Tree detail -> {
        ObjectNode envelope = Envelope.of(event, detail.tree());
        yield RuleExplainer.explain(rule.pattern(), envelope);
      }
      case DetailReader.Detail.Invalid invalid -> List.of();
    };
  }
}
