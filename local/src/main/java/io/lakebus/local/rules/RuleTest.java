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
import java.util.Optional;

/**
 * What a bus definition makes of one event, rule by rule. It asks the router that the job runs, so
 * a test and the job cannot disagree.
 *
 * @param contract how the event keeps the contract of its type; empty if it has none
 * @param verdicts a verdict for each rule, in the definition's order; none if the event as a whole
 *     does not go on, for then no rule is asked
 * @param deadLetters why the event as a whole does not go on; empty if it does
 */
record RuleTest(
    Optional<ContractVerdict> contract, List<Verdict> verdicts, List<DeadLetter> deadLetters) {

  RuleTest {
    verdicts = List.copyOf(verdicts);
    deadLetters = List.copyOf(deadLetters);
  }

  static RuleTest of(Bus bus, Event event) {
    Routing routing = new Router(bus).route(event);
    List<DeadLetter> whole =
        routing.deadLetters().stream().filter(letter -> letter.rule().isEmpty()).toList();
    List<Verdict> verdicts =
        whole.isEmpty()
            ? bus.rules().stream().map(rule -> verdict(rule, routing, event)).toList()
            : List.of();
    return new RuleTest(
        bus.contract(event.type()).map(contract -> ContractVerdict.of(contract, event)),
        verdicts,
        whole);
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
