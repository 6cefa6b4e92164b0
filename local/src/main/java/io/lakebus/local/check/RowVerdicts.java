// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What comparisons of the journals with the tables say about the invariants of rows. */
final class RowVerdicts {

  private final Expectations expectations;
  private final RoutingModels models;

  RowVerdicts(Expectations expectations, RoutingModels models) {
    this.expectations = expectations;
    this.models = models;
  }

  /** A verdict on each of these invariants; none is checked without a comparison. */
  List<Verdict> of(List<Comparison> comparisons) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Deviation deviation : Deviation.values()) {
      verdicts.add(
          comparisons.isEmpty()
              ? Verdict.notChecked(deviation.invariant(), "no reader can read the tables")
              : verdict(deviation, comparisons));
    }
    return verdicts;
  }

  private Verdict verdict(Deviation deviation, List<Comparison> comparisons) {
    List<String> violations = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      for (TableFinding finding : comparison.findings()) {
        finding
            .of(deviation)
            .forEach(
                id ->
                    violations.add(
                        finding.table()
                            + " by "
                            + comparison.reader()
                            + ": "
                            + id
                            + " "
                            + deviation.label()));
      }
    }
    return Verdict.of(
        deviation.invariant(),
        compared(deviation) + by(comparisons) + remarks(deviation, comparisons),
        violations);
  }

  private String compared(Deviation deviation) {
    long accepted = expectations.count(Outcome.ACCEPTED);
    long unknown = expectations.count(Outcome.UNKNOWN);
    return switch (deviation) {
      case LOST -> number(accepted, "accepted events");
      case DOUBLED -> number(accepted + unknown, "accepted or unknown events");
      case PHANTOM ->
          "all rows since "
              + expectations.start()
              + ", with "
              + number(expectations.count(Outcome.REJECTED), "refused events");
      case TORN -> number(unknown, "unknown events");
      case CHANGED -> "SHA-256 of each detail in the archive with that of what was sent";
      case MISROUTED ->
          "the rule of each row with "
              + number(models.rules(), "rules")
              + " of the model"
              + (models.size() == 1
                  ? ""
                  : ", by the version that routed it, of "
                      + number(models.size(), "different definitions"))
              + (models.unmodelled().isEmpty()
                  ? ""
                  : ", the product's own matcher for " + models.unmodelled());
    };
  }

  private static String by(List<Comparison> comparisons) {
    return ", by " + String.join(" and ", comparisons.stream().map(Comparison::reader).toList());
  }

  private String remarks(Deviation deviation, List<Comparison> comparisons) {
    String remarks = "";
    long letters = comparisons.getLast().deadLetters();
    if (letters > 0 && (deviation == Deviation.LOST || deviation == Deviation.MISROUTED)) {
      remarks += "; " + number(letters, "events are dead letters beyond their rules");
    }
    if (!expectations.reused().isEmpty()) {
      remarks +=
          "; without " + number(expectations.reused().size(), "ids sent with several contents");
    }
    return remarks;
  }

  private static String number(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s", count, what);
  }
}
