// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import static java.util.Objects.requireNonNull;

/** How a body holds its events. */
public sealed interface BodyForm {

  /** One event object, or an array of them. */
  record Json() implements BodyForm {}

  /** One event object a line. */
  record Ndjson() implements BodyForm {}

  /**
   * One detail, or an array of them.
   *
   * @param type the type of the events
   */
  record Details(String type) implements BodyForm {

    public Details {
      requireNonNull(type, "type is null");
    }
  }
}
