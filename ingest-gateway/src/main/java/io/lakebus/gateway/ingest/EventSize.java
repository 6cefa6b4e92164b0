// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.event.StrictJson;

/** The limit that a single event keeps within a body. */
final class EventSize {

  private EventSize() {}

  static Problem problem(int size) {
    return Problem.of(
        ProblemCode.EVENT_TOO_LARGE,
        "the event has " + size + " bytes; " + StrictJson.MAX_EVENT_BYTES + " is the most");
  }
}
