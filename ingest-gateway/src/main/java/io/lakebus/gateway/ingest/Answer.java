// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import java.util.List;

/** What a call is answered. */
public sealed interface Answer {

  /**
   * The body was read; each of its events has an outcome.
   *
   * @param outcomes one for each event, in the body's order; not empty
   */
  record Outcomes(List<Outcome> outcomes) implements Answer {

    public Outcomes {
      outcomes = List.copyOf(outcomes);
    }

    /** How many events the log has. */
    public int accepted() {
      return (int) outcomes.stream().filter(Outcome.Accepted.class::isInstance).count();
    }
  }

  /** The call is refused whole; no event of it is in the log. */
  record Refused(Problem problem) implements Answer {}
}
