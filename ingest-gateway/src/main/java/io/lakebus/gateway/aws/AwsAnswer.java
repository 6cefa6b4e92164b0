// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.gateway.ingest.Answer;
import io.lakebus.gateway.ingest.BodyForm;
import io.lakebus.gateway.ingest.Outcome;
import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.util.List;
import java.util.Optional;

/**
 * An answer as AWS's SDKs read it.
 *
 * @param status the HTTP status
 * @param problem what the call failed for as a whole; empty where it did not
 * @param errorType the error's name; empty where there is none
 * @param body JSON
 */
public record AwsAnswer(
    int status, Optional<ProblemCode> problem, Optional<String> errorType, byte[] body) {

  private static final int OK = 200;

  /** The answer to a call that is refused whole. */
  public static AwsAnswer of(Problem problem) {
    ErrorCode code = ErrorCode.of(problem.code());
    return new AwsAnswer(
        code.status(),
        Optional.of(problem.code()),
        Optional.of(code.type()),
        AwsJson.error(code.type(), AwsJson.message(problem)));
  }

  /**
   * The answer to TestEventPattern.
   *
   * @param body the call's body
   * @throws RefusedException if there is no pattern or no event in it
   */
  public static AwsAnswer ofTestEventPattern(byte[] body) throws RefusedException {
    return success(AwsJson.result(PatternTrial.matches(body)));
  }

  /** The answer to a call that carries events in this form. */
  public static AwsAnswer of(BodyForm form, Answer answer) {
    return switch (answer) {
      case Answer.Refused refused -> of(refused.problem());
      case Answer.Outcomes outcomes ->
          failureOfAll(form, outcomes).map(AwsAnswer::of).orElseGet(() -> success(form, outcomes));
    };
  }

  private static AwsAnswer success(BodyForm form, Answer.Outcomes answer) {
    byte[] body =
        switch (form) {
          case BodyForm.PutEvents putEvents -> AwsJson.entries(answer);
          case BodyForm.PutRecord putRecord ->
              AwsJson.record((Outcome.Accepted) answer.outcomes().getFirst());
          case BodyForm.PutRecordBatch batch -> AwsJson.records(answer);
          default -> throw new IllegalArgumentException("no AWS SDK sends " + form);
        };
    return success(body);
  }

  private static AwsAnswer success(byte[] body) {
    return new AwsAnswer(OK, Optional.empty(), Optional.empty(), body);
  }

  /**
   * Why the call fails whole although it was read: its one record failed; or the SDK should send
   * all of it again by itself, with the same invocation id. That is so where nothing of it is
   * accepted and something may be later, and where the fate of an event is not known: if the caller
   * sent that event again in a call of its own, it would have another id and could be there twice.
   */
  private static Optional<Problem> failureOfAll(BodyForm form, Answer.Outcomes answer) {
    List<Problem> problems =
        answer.outcomes().stream()
            .filter(Outcome.Failed.class::isInstance)
            .map(outcome -> ((Outcome.Failed) outcome).problem())
            .toList();
    return problems.stream()
        .filter(
            problem ->
                form instanceof BodyForm.PutRecord
                    || problem.code() == ProblemCode.OUTCOME_UNKNOWN
                    || (answer.accepted() == 0 && problem.code().isRetryable()))
        .findFirst();
  }
}
