// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import java.util.List;
import java.util.stream.Collectors;

/** A contract's schema is wrong; the next move is to mend it. */
public final class InvalidSchemaException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<SchemaProblem> problems;

  InvalidSchemaException(List<SchemaProblem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.pointer() + ": " + problem.message())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Every mistake found; not empty. */
  public List<SchemaProblem> problems() {
    return problems;
  }
}
