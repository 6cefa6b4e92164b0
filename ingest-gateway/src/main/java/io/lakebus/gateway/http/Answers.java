// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.lakebus.gateway.ingest.Answer;
import io.lakebus.gateway.ingest.Outcome;
import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.ingest.ProblemCode;
import java.util.List;
import java.util.Optional;

/**
 * Chooses what an answer looks like in HTTP: 202 where every event is accepted, 207 where some are,
 * the problem where none is.
 */
final class Answers {

  private static final int ACCEPTED = 202;
  private static final int MULTI_STATUS = 207;

  /** Seconds after which a call that was turned away is worth another try, if nobody knows. */
  private static final long RETRY_AFTER = 1;

  private static final String JSON = "application/json";
  private static final String PROBLEM_JSON = "application/problem+json";

  private Answers() {}

  static void write(Context context, Answer answer) {
    switch (answer) {
      case Answer.Refused refused -> write(context, refused.problem());
      case Answer.Outcomes outcomes -> write(context, outcomes);
    }
  }

  static void write(Context context, Problem problem) {
    RequestRecord.of(context).refusedFor(problem.code());
    writeProblem(context, problem, List.of());
  }

  private static void write(Context context, Answer.Outcomes answer) {
    int accepted = answer.accepted();
    List<Outcome> outcomes = answer.outcomes();
    boolean all = accepted == outcomes.size();
    if (accepted > 0 || all) {
      write(context, all ? ACCEPTED : MULTI_STATUS, JSON, AnswerJson.outcomes(accepted, outcomes));
    } else {
      // What a lone event is refused for is the answer; of several each has its own in it.
      writeProblem(context, leading(outcomes), outcomes.size() == 1 ? List.of() : outcomes);
    }
  }

  /** The first problem; but one that goes away by itself first, for it makes a retry worthwhile. */
  private static Problem leading(List<Outcome> outcomes) {
    List<Problem> problems =
        outcomes.stream()
            .filter(Outcome.Failed.class::isInstance)
            .map(outcome -> ((Outcome.Failed) outcome).problem())
            .toList();
    Optional<Problem> retryable =
        problems.stream().filter(problem -> problem.code().isRetryable()).findFirst();
    return retryable.orElse(problems.getFirst());
  }

  private static void writeProblem(Context context, Problem problem, List<Outcome> outcomes) {
    ProblemCode code = problem.code();
    if (code.isRetryable()) {
      long seconds = problem.delay().map(Problem.Delay::seconds).orElse(RETRY_AFTER);
      context.header("Retry-After", Long.toString(seconds));
    }
    if (code.status() == 401) {
      context.header("WWW-Authenticate", challenge(code));
    }
    byte[] body = AnswerJson.problem(problem, RequestRecord.of(context).id(), outcomes);
    write(context, code.status(), PROBLEM_JSON, body);
  }

  /** How a caller could show who it is: by an API key, or, at a hook, by its signature. */
  private static String challenge(ProblemCode code) {
    return switch (code) {
      case INCOMPLETE_SIGNATURE, INVALID_SIGNATURE -> "Signature";
      default -> "Bearer";
    };
  }

  private static void write(Context context, int status, String contentType, byte[] body) {
    context.status(status).contentType(contentType).result(body);
  }
}
