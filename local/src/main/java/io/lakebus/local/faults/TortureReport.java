// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The report of a run, in Markdown. */
final class TortureReport {

  private static final List<String> COLUMNS =
      List.of(
          "fault",
          "injected",
          "no occasion",
          "lost",
          "doubled",
          "unreadable",
          "wrong",
          "stuck",
          "rows again, p50 / max s",
          "ready again, p50 / max s",
          "95 % bound");

  private static final int EXAMPLES = 5;

  private final Facts facts;
  private final List<Injected> injected;
  private final Findings findings;
  private final List<Aftermath.Left> left;
  private final Map<String, Instant> sentAt;

  /**
   * What is said of a run as a whole.
   *
   * @param lines name and value, in their order
   * @param interrupted whether it was ended before its time
   */
  record Facts(List<Map.Entry<String, String>> lines, boolean interrupted) {}

  /**
   * Makes the report.
   *
   * @param injected what was injected, in order
   * @param left what came of the faults that were injected after the check
   * @param findings what the check found
   * @param sentAt when the events at fault were sent, by their ids
   */
  TortureReport(
      Facts facts,
      List<Injected> injected,
      List<Aftermath.Left> left,
      Findings findings,
      Map<String, Instant> sentAt) {
    this.facts = facts;
    this.injected = List.copyOf(injected);
    this.left = List.copyOf(left);
    this.findings = findings;
    this.sentAt = sentAt;
  }

  /** Whether everything holds that is promised. */
  boolean isRight() {
    return findings.right()
        && tallies().values().stream().allMatch(Tally::isRight)
        && left.stream().allMatch(Aftermath.Left::isRight);
  }

  private Map<String, Tally> tallies() {
    Map<String, Tally> tallies = new TreeMap<>();
    for (Injected one : injected) {
      tallies.computeIfAbsent(one.fault().id(), id -> new Tally()).add(one);
    }
    blame(findings.lost()).forEach((id, events) -> tallies.get(id).addLost(events));
    blame(findings.doubled()).forEach((id, events) -> tallies.get(id).addDoubled(events));
    return tallies;
  }

  /** Of each event: the last fault that had begun when it was sent, else the first. */
  private Map<String, Long> blame(Set<String> events) {
    Map<String, Long> blamed = new TreeMap<>();
    for (String event : events) {
      Instant sent = sentAt.getOrDefault(event, Instant.EPOCH);
      injected.stream()
          .filter(one -> !one.span().from().isAfter(sent))
          .reduce((first, second) -> second)
          .or(() -> injected.stream().findFirst())
          .ifPresent(one -> blamed.merge(one.fault().id(), 1L, Long::sum));
    }
    return blamed;
  }

  /** The report's lines. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("# Torture of Lakebus");
    lines.add("");
    lines.add(
        isRight()
            ? "Everything holds: nothing lost, nothing doubled, every table readable, and the stack"
                + " came back each time."
            : "**Not everything holds.**");
    if (facts.interrupted()) {
      lines.add("The run was ended before its time.");
    }
    lines.add("");
    facts.lines().forEach(fact -> lines.add("- " + fact.getKey() + ": " + fact.getValue()));
    lines.add("");
    table(lines);
    lines.add("");
    lines.add(
        "Times count from the end of a fault: until a row is visible of an event that was received"
            + " after it, and until every service is ready. `no occasion` is not counted as"
            + " injected. A lost or doubled event is put down to the last fault that had begun when"
            + " it was sent. The bound is 3/n: the share of injections that may end badly, at 95 %"
            + " confidence, when none of n did.");
    lines.add("");
    lines.add("## The check");
    lines.add("");
    lines.add("```");
    lines.addAll(findings.lines());
    lines.add("```");
    examples(lines, "lost", findings.lost());
    examples(lines, "doubled", findings.doubled());
    left.forEach(one -> afterCheck(lines, one));
    notes(lines);
    return lines;
  }

  private static void afterCheck(List<String> lines, Aftermath.Left left) {
    lines.add("");
    lines.add("## After the check: " + left.fault());
    lines.add("");
    lines.add(
        "%d injected, %d without an occasion, %d wrong."
            .formatted(
                left.count(Effect.Kind.INJECTED) + left.count(Effect.Kind.WRONG),
                left.count(Effect.Kind.NOT_REACHED),
                left.count(Effect.Kind.WRONG)));
    lines.add("");
    left.effects().forEach(effect -> lines.add("- " + words(effect)));
    left.findings()
        .ifPresent(
            findings -> {
              lines.add("");
              lines.add("```");
              lines.addAll(findings.lines());
              lines.add("```");
            });
  }

  private static String words(Effect effect) {
    return switch (effect.kind()) {
      case INJECTED -> effect.note();
      case NOT_REACHED -> "not injected: " + effect.note();
      case WRONG -> "**wrong**: " + effect.note();
    };
  }

  private void table(List<String> lines) {
    lines.add("| " + String.join(" | ", COLUMNS) + " |");
    lines.add("|" + "---|".repeat(COLUMNS.size()));
    tallies().forEach((fault, tally) -> lines.add(row(fault, tally.cells())));
    Tally total = new Tally();
    total.addAll(injected);
    total.addLost(findings.lost().size());
    total.addDoubled(findings.doubled().size());
    lines.add(row("all", total.cells()));
  }

  private static String row(String name, List<String> cells) {
    return "| " + name + " | " + String.join(" | ", cells) + " |";
  }

  private void examples(List<String> lines, String what, Set<String> events) {
    events.stream()
        .sorted()
        .limit(EXAMPLES)
        .forEach(
            event ->
                lines.add(
                    "- "
                        + what
                        + ": "
                        + event
                        + ", sent "
                        + sentAt.getOrDefault(event, Instant.EPOCH)));
  }

  private void notes(List<String> lines) {
    lines.add("");
    lines.add("## The injections");
    lines.add("");
    lines.add("```");
    lines.add(Lines.header());
    injected.forEach(one -> lines.add(Lines.of(one)));
    lines.add("```");
  }
}
