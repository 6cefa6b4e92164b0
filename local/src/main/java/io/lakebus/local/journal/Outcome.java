// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.journal;

import java.util.Locale;

/** What the sender knows about an event when it is done with it. */
public enum Outcome {
  /** The gateway said that it has the event: the tables have it once. */
  ACCEPTED,
  /** The gateway refused the event, every time: the tables do not have it. */
  REJECTED,
  /** An answer is missing, or it was the gateway's fault: the tables have it once or not at all. */
  UNKNOWN;

  /** As the journal spells it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
