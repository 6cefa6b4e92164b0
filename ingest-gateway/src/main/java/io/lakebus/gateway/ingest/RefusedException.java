// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import static java.util.Objects.requireNonNull;

/** A request is refused whole, before its body is read as events; the problem is the answer. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public RefusedException(ProblemCode code, String detail) {
    this(Problem.of(code, detail));
  }

  public RefusedException(Problem problem) {
    super(problem.detail(), null, false, false); // a value on its way up: nobody reads its stack
    this.problem = requireNonNull(problem, "problem is null");
  }

  /** Why. */
  public Problem problem() {
    return problem;
  }
}
