// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.event.DeadLetter;
import io.lakebus.event.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The dead letters of an event, as marks {@code rule/code}, that its rules alone do not make. Each
 * of them accounts for the rows that are missing: all of them, or those of its rule.
 *
 * @param marks the marks
 */
record Letters(List<String> marks) {

  static final Letters NONE = new Letters(List.of());

  /** What no model of the rules can foresee: it depends on more than the event and the rules. */
  private static final Set<String> BEYOND_RULES =
      Set.of(
          Reason.ID_REUSED.code(),
          Reason.TOO_MANY_TABLES.code(),
          Reason.TABLE_NAME_TAKEN.code(),
          Reason.TOO_COSTLY_TO_MATCH.code());

  Letters {
    marks = List.copyOf(marks);
  }

  /** How a dead letter is marked. */
  static String mark(DeadLetter letter) {
    return letter.rule().orElse("") + "/" + letter.reason().code();
  }

  /** Those that are found beyond what is expected. */
  static Letters beyond(Share expected, Share found) {
    List<String> beyond = new ArrayList<>(found.marks());
    expected.marks().forEach(beyond::remove);
    return beyond.isEmpty() ? NONE : new Letters(beyond);
  }

  /** Whether they account for rows of these rules not being there. */
  boolean accountFor(List<String> rules) {
    return marks.stream()
        .map(mark -> mark.substring(0, mark.indexOf('/')))
        .anyMatch(rule -> rule.isEmpty() || rules.contains(rule));
  }

  /** Those that the event and the rules should not have made. */
  List<String> unexplained() {
    return marks.stream()
        .filter(mark -> !BEYOND_RULES.contains(mark.substring(mark.indexOf('/') + 1)))
        .toList();
  }
}
