// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A verdict on each invariant.
 *
 * @param all the verdicts, in the invariants' order
 */
public record Verdicts(List<Verdict> all) {

  /** What must have been checked, whatever is known of a run. */
  private static final Set<Invariant> ALWAYS =
      EnumSet.of(
          Invariant.NOTHING_LOST,
          Invariant.NOTHING_TWICE,
          Invariant.NO_PHANTOM,
          Invariant.ALL_OR_NOTHING,
          Invariant.CONTENT,
          Invariant.ROUTING,
          Invariant.VISIBILITY,
          Invariant.METADATA);

  public Verdicts {
    all = List.copyOf(all);
  }

  /** Whether nothing is broken, and all that can always be checked was. */
  public boolean hold() {
    return broken().isEmpty() && of(Verdict.State.HOLDS).containsAll(ALWAYS);
  }

  /** The invariants that are broken. */
  public Set<Invariant> broken() {
    return of(Verdict.State.BROKEN);
  }

  private Set<Invariant> of(Verdict.State state) {
    EnumSet<Invariant> invariants = EnumSet.noneOf(Invariant.class);
    all.stream()
        .filter(verdict -> verdict.state() == state)
        .forEach(verdict -> invariants.add(verdict.invariant()));
    return invariants;
  }

  /** A line for each invariant, and one for each example of a violation. */
  public void print(PrintWriter out) {
    for (Verdict verdict : all) {
      out.printf(
          Locale.ROOT,
          "%-4s %-11s %s%n",
          verdict.invariant().label(),
          verdict.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          verdict.invariant().promise());
      out.printf(Locale.ROOT, "     %s%n", verdict.compared());
      if (verdict.violations() > 0) {
        out.printf(Locale.ROOT, "     %,d violations:%n", verdict.violations());
        verdict.examples().forEach(example -> out.printf(Locale.ROOT, "       %s%n", example));
      }
    }
    out.flush();
  }

  /** The same for a program. */
  public ArrayNode toJson() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Verdict verdict : all) {
      ObjectNode json = array.addObject();
      json.put("invariant", verdict.invariant().label());
      json.put("promise", verdict.invariant().promise());
      json.put("state", verdict.state().name().toLowerCase(Locale.ROOT));
      json.put("compared", verdict.compared());
      json.put("violations", verdict.violations());
      ArrayNode examples = json.putArray("examples");
      verdict.examples().forEach(examples::add);
    }
    return array;
  }
}
