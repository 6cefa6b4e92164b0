// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebus.local.check.CheckReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the check of a whole run found.
 *
 * @param right whether every invariant holds
 * @param lost ids of events that have fewer rows somewhere than they should
 * @param doubled ids of events that have more
 * @param lines what the check printed, for the report
 */
record Findings(boolean right, Set<String> lost, Set<String> doubled, List<String> lines) {

  Findings {
    lost = Set.copyOf(lost);
    doubled = Set.copyOf(doubled);
    lines = List.copyOf(lines);
  }

  /** All events that something is wrong with. */
  Set<String> suspects() {
    Set<String> all = new TreeSet<>(lost);
    all.addAll(doubled);
    return all;
  }

  /** There was no check, for this reason. */
  static Findings none(String reason) {
    return new Findings(false, Set.of(), Set.of(), List.of(reason));
  }

  /** What a check reports. */
  static Findings of(CheckReport report) {
    StringWriter printed = new StringWriter();
    report.print(new PrintWriter(printed));
    return of(report.toJson(), printed.toString().lines().toList());
  }

  static Findings of(JsonNode report, List<String> lines) {
    Set<String> lost = new TreeSet<>();
    Set<String> doubled = new TreeSet<>();
    for (JsonNode table : report.path("tables")) {
      table.path("lost").forEach(id -> lost.add(id.asText()));
      table.path("doubled").forEach(id -> doubled.add(id.asText()));
    }
    return new Findings(report.path("right").asBoolean(), lost, doubled, lines);
  }
}
