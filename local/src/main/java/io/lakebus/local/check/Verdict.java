// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What a check found about one invariant.
 *
 * @param invariant the invariant
 * @param state whether it holds
 * @param compared what was compared with what, or why nothing was
 * @param violations how many violations there are
 * @param examples some of them, each in words
 */
public record Verdict(
    Invariant invariant, State state, String compared, long violations, List<String> examples) {

  /** How many violations are told in words. */
  static final int EXAMPLES = 5;

  /** Whether an invariant holds. */
  public enum State {
    HOLDS,
    BROKEN,
    /** There was nothing to compare. */
    NOT_CHECKED
  }

  public Verdict {
    requireNonNull(invariant, "invariant is null");
    requireNonNull(state, "state is null");
    requireNonNull(compared, "compared is null");
    examples = List.copyOf(examples);
  }

  /** The invariant holds if there are no violations. */
  static Verdict of(Invariant invariant, String compared, List<String> violations) {
    return new Verdict(
        invariant,
        violations.isEmpty() ? State.HOLDS : State.BROKEN,
        compared,
        violations.size(),
        violations.subList(0, Math.min(EXAMPLES, violations.size())));
  }

  static Verdict notChecked(Invariant invariant, String why) {
    return new Verdict(invariant, State.NOT_CHECKED, why, 0, List.of());
  }
}
