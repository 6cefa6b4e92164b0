// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.lakebus.contract.Violation;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.Reason;
import io.lakebus.rule.RuleExplainer.Mismatch;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakebus rules test}. */
@Command(
    name = "test",
    description = {
      "Says which rules match an event and which rows they make of it; of the others, which fields"
          + " do not match. And whether the event keeps the contract of its type.",
      "Nothing is sent: the stack need not run."
    },
    mixinStandardHelpOptions = true)
final class RulesTestCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "EVENT",
      defaultValue = EventFile.STANDARD_INPUT,
      description = {
        "A file with the event: an event object as it is posted to /v1/events, or an EventBridge"
            + " envelope; - is standard input (default: ${DEFAULT-VALUE})."
      })
  private String file;

  @Option(
      names = "--vendor",
      paramLabel = "NAME",
      defaultValue = "demo",
      description = "Who sends it; also its source if it has none (default: ${DEFAULT-VALUE}).")
  private String vendor;

  @Mixin private DefinitionOptions definition;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Event event = EventFile.read(file, vendor, Instant.now());
    RuleTest test = RuleTest.of(definition.bus(), event);
    PrintWriter out = spec.commandLine().getOut();
    if (definition.isJson()) {
      out.println(json(test).toPrettyString());
    } else {
      test.contract().ifPresent(contract -> print(contract, out));
      test.deadLetters().stream()
          .filter(letter -> letter.reason() != Reason.CONTRACT_VIOLATED)
          .forEach(letter -> out.println("dead letter: " + text(letter)));
      test.verdicts().forEach(verdict -> print(verdict, out));
    }
    return 0;
  }

  private static void print(ContractVerdict contract, PrintWriter out) {
    out.println(
        contract.isKept()
            ? "contract: kept"
            : "contract: violated; "
                + switch (contract.handling()) {
                  case REFUSE -> "the gateway refuses the event";
                  case QUARANTINE -> "the event is accepted, and goes to the quarantine";
                });
    contract.violations().forEach(violation -> out.println("  " + violation.text()));
  }

  private static void print(Verdict verdict, PrintWriter out) {
    out.println(verdict.rule() + (verdict.matches() ? ": matches" : ": does not match"));
    verdict.rows().forEach(row -> out.println("  " + row.table() + "  " + row.columns()));
    verdict.deadLetters().forEach(letter -> out.println("  dead letter: " + text(letter)));
    if (verdict.matches() && verdict.rows().isEmpty() && verdict.deadLetters().isEmpty()) {
      out.println("  no row: the transform yields nothing");
    }
    for (Mismatch mismatch : verdict.mismatches()) {
      out.println(
          mismatch.path().isEmpty()
              ? "  each field matches, but not all in the same element: " + mismatch.condition()
              : "  "
                  + mismatch.path()
                  + " is "
                  + mismatch.value().orElse("not there")
                  + ", the pattern asks for "
                  + mismatch.condition());
    }
  }

  private static String text(DeadLetter letter) {
    return letter.reason().code() + ": " + letter.message();
  }

  private static ObjectNode json(RuleTest test) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    test.contract().ifPresent(contract -> addContract(json, contract));
    ArrayNode rules = json.putArray("rules");
    for (Verdict verdict : test.verdicts()) {
      ObjectNode rule = rules.addObject();
      rule.put("rule", verdict.rule());
      rule.put("matches", verdict.matches());
      ArrayNode rows = rule.putArray("rows");
      verdict
          .rows()
          .forEach(
              row ->
                  rows.addObject()
                      .put("table", row.table().toString())
                      .set("columns", row.columns()));
      addDeadLetters(rule, verdict.deadLetters());
      ArrayNode mismatches = rule.putArray("mismatches");
      for (Mismatch mismatch : verdict.mismatches()) {
        ObjectNode blamed = mismatches.addObject();
        blamed.put("field", mismatch.path());
        blamed.putRawValue("pattern", new RawValue(mismatch.condition()));
        mismatch.value().ifPresent(value -> blamed.putRawValue("value", new RawValue(value)));
      }
    }
    addDeadLetters(json, test.deadLetters());
    return json;
  }

  private static void addContract(ObjectNode json, ContractVerdict verdict) {
    ObjectNode contract = json.putObject("contract");
    contract.put("kept", verdict.isKept());
    contract.put("violation", verdict.handling().name().toLowerCase(Locale.ROOT));
    ArrayNode errors = contract.putArray("errors");
    for (Violation violation : verdict.violations()) {
      errors.addObject().put("detail", violation.message()).put("pointer", violation.pointer());
    }
  }

  private static void addDeadLetters(ObjectNode json, List<DeadLetter> letters) {
    ArrayNode array = json.putArray("dead_letters");
    letters.forEach(
        letter ->
            array.addObject().put("code", letter.reason().code()).put("message", letter.message()));
  }
}
