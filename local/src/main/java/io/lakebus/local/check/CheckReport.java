// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.local.journal.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What a check found, for a person or a program. */
public final class CheckReport {

  private final Expectations expectations;
  private final List<Comparison> comparisons;
  private final Verdicts verdicts;

  CheckReport(Expectations expectations, List<Comparison> comparisons, Verdicts verdicts) {
    this.expectations = expectations;
    this.comparisons = List.copyOf(comparisons);
    this.verdicts = verdicts;
  }

  /** A verdict on each invariant. */
  public Verdicts verdicts() {
    return verdicts;
  }

  /** Prints the tables and the verdicts. */
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "events sent: %,d accepted, %,d rejected, %,d unknown%n",
        expectations.count(Outcome.ACCEPTED),
        expectations.count(Outcome.REJECTED),
        expectations.count(Outcome.UNKNOWN));
    for (Comparison comparison : comparisons) {
      out.printf(Locale.ROOT, "%-40s %12s %12s", "by " + comparison.reader(), "expected", "rows");
      for (Deviation deviation : Deviation.values()) {
        out.printf(Locale.ROOT, " %9s", deviation.label());
      }
      out.println();
      comparison.findings().forEach(finding -> print(out, finding));
    }
    verdicts.print(out);
    out.println(
        verdicts.hold()
            ? "every accepted event is in each of its tables exactly once"
            : "the tables do not have exactly what was accepted, or something else is broken");
    out.flush();
  }

  private static void print(PrintWriter out, TableFinding finding) {
    out.printf(
        Locale.ROOT, "%-40s %,12d %,12d", finding.table(), finding.expected(), finding.found());
    for (Deviation deviation : Deviation.values()) {
      out.printf(Locale.ROOT, " %,9d", finding.of(deviation).size());
    }
    out.println();
  }

  /** The same for a program, with the ids of all events at fault. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("right", verdicts.hold());
    ObjectNode events = json.putObject("events");
    for (Outcome outcome : Outcome.values()) {
      events.put(outcome.label(), expectations.count(outcome));
    }
    json.set("invariants", verdicts.toJson());
    ArrayNode tables = json.putArray("tables");
    for (Comparison comparison : comparisons) {
      for (TableFinding finding : comparison.findings()) {
        ObjectNode table = tables.addObject();
        table.put("table", finding.table().toString());
        table.put("reader", comparison.reader());
        table.put("expected", finding.expected());
        table.put("rows", finding.found());
        for (Deviation deviation : Deviation.values()) {
          ArrayNode ids = table.putArray(deviation.label());
          finding.of(deviation).forEach(ids::add);
        }
      }
    }
    return json;
  }
}
