// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import io.lakebus.event.Abbreviation;
import java.util.List;
import java.util.Locale;

/**
 * One check of one detail. It ends when it has found as many violations as are told, or has taken
 * as many steps as one may: a keyword that is applied to a value is a step. A schema whose branches
 * each follow the same reference takes twice as many with each level of a detail.
 */
final class Evaluation extends ExecutionContext {

  /** How many violations of a detail are told. */
  static final int MAX_VIOLATIONS = 20;

  /** What a detail of the largest size takes, if it has nothing but small numbers with rules. */
  static final int MAX_STEPS = 5_000_000;

  private static final int MAX_MESSAGE_LENGTH = 250;
  private static final int MAX_POINTER_LENGTH = 500;

  private static final ExecutionConfig CONFIG =
      ExecutionConfig.builder().locale(Locale.ROOT).formatAssertionsEnabled(true).build();

  private final List<Error> found = getErrors();
  private int steps;

  Evaluation() {
    super(CONFIG);
  }

  /** What has been found. */
  List<Violation> violations() {
    return found.stream().limit(MAX_VIOLATIONS).map(Evaluation::violation).toList();
  }

  @Override
  public void evaluationPathAddLast(String token) {
    step();
    super.evaluationPathAddLast(token);
  }

  @Override
  public void evaluationPathAddLast(int token) {
    step();
    super.evaluationPathAddLast(token);
  }

  @Override
  public void addError(Error error) {
    boundErrors();
    super.addError(error);
  }

  private void step() {
    if (++steps > MAX_STEPS) {
      throw new TooCostlyException();
    }
    boundErrors();
  }

  /** What is wrong with the branch of an {@code anyOf}, say, matters only as far as it is told. */
  @SuppressWarnings("ReferenceEquality") // which list it is, not what is in it
  private void boundErrors() {
    List<Error> errors = getErrors();
    if (errors.size() >= MAX_VIOLATIONS) {
      if (errors == found) {
        throw new EnoughException();
      }
      errors.subList(MAX_VIOLATIONS, errors.size()).clear();
    }
  }

  /** A message may repeat names of the vendor's making, and values of the schema. */
  private static Violation violation(Error error) {
    return new Violation(
        Abbreviation.of(error.getMessage(), MAX_MESSAGE_LENGTH),
        JsonPointers.within(error.getInstanceLocation().toString(), MAX_POINTER_LENGTH));
  }
}
