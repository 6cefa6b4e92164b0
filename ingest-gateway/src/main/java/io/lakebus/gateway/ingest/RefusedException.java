// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.ingest.ProblemCode;

/** A request is refused before its body is read as events; the server answers the problem. */
final class RefusedException extends Exception {

  private final transient Problem problem;

  RefusedException(ProblemCode code, String detail) {
    this(Problem.of(code, detail));
  }

  RefusedException(Problem problem) {
    super(problem.detail(), null, false, false); // a value on its way up: nobody reads its stack
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
