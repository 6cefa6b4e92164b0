// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.gateway.ingest.Problem;

import static java.util.Objects.requireNonNull;

/** A call is refused whole; {@link AwsAnswer#of(Problem)} says so to the caller. */
public final class CallRefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  CallRefusedException(Problem problem) {
    super(problem.detail(), null, false, false); // a value on its way up: nobody reads its stack
    this.problem = requireNonNull(problem, "problem is null");
  }

  /** Why. */
  public Problem problem() {
    return problem;
  }
}
