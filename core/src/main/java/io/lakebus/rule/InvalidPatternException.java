// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

/** A text is not an event pattern; the next move is to mend it. */
public final class InvalidPatternException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient PatternProblem problem;

  InvalidPatternException(PatternProblem problem) {
    super(problem.message() + " (line " + problem.line() + ", column " + problem.column() + ")");
    this.problem = problem;
  }

  /** What is wrong, and where. */
  public PatternProblem problem() {
    return problem;
  }
}
