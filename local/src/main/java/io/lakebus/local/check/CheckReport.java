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
final class CheckReport {

  private static final int EXAMPLES = 5;

  private final Expectations expectations;
  private final List<TableFinding> findings;

  CheckReport(Expectations expectations, List<TableFinding> findings) {
    this.expectations = expectations;
    this.findings = List.copyOf(findings);
  }

  /** Whether every table has exactly what it should. */
  boolean isRight() {
    return findings.stream().allMatch(TableFinding::isRight);
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "events sent: %,d accepted, %,d rejected, %,d unknown%n",
        expectations.count(Outcome.ACCEPTED),
        expectations.count(Outcome.REJECTED),
        expectations.count(Outcome.UNKNOWN));
    out.printf(
        Locale.ROOT,
        "%-40s %12s %12s %8s %8s %8s %8s%n",
        "table",
        "expected",
        "rows",
        "lost",
        "doubled",
        "phantom",
        "changed");
    for (TableFinding finding : findings) {
      out.printf(
          Locale.ROOT,
          "%-40s %,12d %,12d %,8d %,8d %,8d %,8d%n",
          finding.table(),
          finding.expected(),
          finding.found(),
          finding.lost().size(),
          finding.doubled().size(),
          finding.phantom().size(),
          finding.changed().size());
    }
    for (TableFinding finding : findings) {
      examples(out, finding, "lost", finding.lost());
      examples(out, finding, "doubled", finding.doubled());
      examples(out, finding, "phantom", finding.phantom());
      examples(out, finding, "changed", finding.changed());
    }
    out.println(
        isRight()
            ? "every accepted event is in each of its tables exactly once"
            : "the tables do not have exactly what was accepted");
    out.flush();
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("right", isRight());
    ObjectNode events = json.putObject("events");
    for (Outcome outcome : Outcome.values()) {
      events.put(outcome.label(), expectations.count(outcome));
    }
    ArrayNode tables = json.putArray("tables");
    for (TableFinding finding : findings) {
      ObjectNode table = tables.addObject();
      table.put("table", finding.table().toString());
      table.put("expected", finding.expected());
      table.put("rows", finding.found());
      ids(table, "lost", finding.lost());
      ids(table, "doubled", finding.doubled());
      ids(table, "phantom", finding.phantom());
      ids(table, "changed", finding.changed());
    }
    return json;
  }

  private static void ids(ObjectNode table, String name, List<String> ids) {
    ArrayNode array = table.putArray(name);
    ids.forEach(array::add);
  }

  private static void examples(
      PrintWriter out, TableFinding finding, String what, List<String> ids) {
    if (!ids.isEmpty()) {
      out.println(
          finding.table()
              + " "
              + what
              + ": "
              + String.join(", ", ids.subList(0, Math.min(EXAMPLES, ids.size())))
              + (ids.size() > EXAMPLES ? ", ..." : ""));
    }
  }
}
