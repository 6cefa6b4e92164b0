// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

/**
 * Reading a body has come to something for which the body is refused whole. Leaves {@link
 * BodyReader} only as a {@link Body.Refused}.
 */
final class BodyRefusedException extends Exception {

  private final transient Problem problem;

  BodyRefusedException(Problem problem) {
    super(problem.detail(), null, false, false); // a value on its way up: nobody reads its stack
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
