// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import java.util.Optional;

/** What became of one event of a call. */
public sealed interface Outcome {

  /**
   * The log has it.
   *
   * @param id the event's id, the vendor's or the one it was given
   */
  record Accepted(String id) implements Outcome {}

  /**
   * It is refused, or its fate is not known.
   *
   * @param id its id, where it has one
   * @param problem why
   */
  record Failed(Optional<String> id, Problem problem) implements Outcome {}
}
