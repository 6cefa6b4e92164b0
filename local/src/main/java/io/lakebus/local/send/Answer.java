// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.util.Set;

/**
 * What the gateway said about one event.
 *
 * @param status the event's own HTTP status; 0 where there was no answer
 * @param code the stable code of the problem; empty for an accepted event
 * @param message the problem in words
 */
record Answer(int status, String code, String message) {

  static final Answer ACCEPTED = new Answer(202, "", "");

  /** The code where there was no connection. */
  static final String NOT_REACHED = "not-reached";

  /** Answers after which the same event may be accepted: too much, too slow, not there. */
  private static final Set<Integer> TEMPORARY = Set.of(0, 408, 429, 502, 503, 504);

  boolean accepted() {
    return status >= 200 && status < 300;
  }

  boolean temporary() {
    return TEMPORARY.contains(status);
  }

  /** Whether the gateway itself said that it did not take the event. */
  boolean refused() {
    return status >= 400 && status < 500 && status != 408;
  }
}
