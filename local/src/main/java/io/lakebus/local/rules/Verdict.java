// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.rules;

import io.lakebus.event.DeadLetter;
import io.lakebus.route.Row;
import io.lakebus.rule.RuleExplainer.Mismatch;
import java.util.List;

/**
 * What one rule makes of an event.
 *
 * @param rule the rule's name
 * @param matches whether its pattern matches
 * @param rows the rows that it makes
 * @param deadLetters the shares of it that fail
 * @param mismatches which fields are to blame, where the pattern does not match
 */
record Verdict(
    String rule,
    boolean matches,
    List<Row> rows,
    List<DeadLetter> deadLetters,
    List<Mismatch> mismatches) {

  Verdict {
    rows = List.copyOf(rows);
    deadLetters = List.copyOf(deadLetters);
    mismatches = List.copyOf(mismatches);
  }
}
