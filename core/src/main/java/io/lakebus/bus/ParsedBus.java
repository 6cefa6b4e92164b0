// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.List;

/** What parsing a bus definition yields. */
public sealed interface ParsedBus {

  /** The definition is right. */
  record Valid(Bus bus) implements ParsedBus {}

  /**
   * The definition is wrong.
   *
   * @param problems every mistake found, by file and line; not empty
   */
  record Invalid(List<Problem> problems) implements ParsedBus {

    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
