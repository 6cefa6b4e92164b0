// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.event.Event;
import io.lakebus.event.TraceContext;
import io.lakebus.gateway.log.AppendResult;
import io.lakebus.gateway.log.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The events of one call on their way into the log: all are handed over first, then their fates are
 * awaited, all within one deadline. As soon as the log does not take an event, the rest of the call
 * is not tried.
 */
final class Appending {

  private static final Problem UNAVAILABLE =
      Problem.of(
          ProblemCode.LOG_UNAVAILABLE, "the event is not accepted; send it again a little later");
  private static final Problem UNKNOWN =
      Problem.of(
          ProblemCode.OUTCOME_UNKNOWN,
          "the event may have been accepted or not; send it again with the same id");
  private static final Problem TOO_LARGE =
      Problem.of(ProblemCode.EVENT_TOO_LARGE, "the log does not take an event of this size");

  /** Stands for a fate that is still open. */
  private static final AppendResult PENDING = new AppendResult.Unknown("pending");

  private final EventLog log;
  private final Optional<TraceContext> trace;
  private final LogPatience patience;
  private final long deadline;
  private final List<Step> steps = new ArrayList<>();
  private boolean logTakesEvents = true;

  Appending(EventLog log, Optional<TraceContext> trace, LogPatience patience) {
    this.log = log;
    this.trace = trace;
    this.patience = patience;
    this.deadline = patience.deadline();
  }

  /** The next event of the call does not go into the log. */
  void fail(Optional<String> id, Problem problem) {
    steps.add(new Step.Done(new Outcome.Failed(id, problem)));
  }

  /** The next event of the call goes into the log. */
  void append(Event event) {
    Optional<String> id = Optional.of(event.id());
    if (!logTakesEvents || patience.isOver(deadline)) {
      fail(id, UNAVAILABLE);
      return;
    }
    CompletableFuture<AppendResult> result = log.append(event, trace);
    logTakesEvents = !(result.getNow(PENDING) instanceof AppendResult.NotKept);
    steps.add(new Step.Awaited(event.id(), result));
  }

  /** Waits for the fate of each event, in the order in which they came. */
  List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>(steps.size());
    for (Step step : steps) {
      outcomes.add(
          switch (step) {
            case Step.Done done -> done.outcome();
            case Step.Awaited awaited ->
                outcome(awaited.id(), patience.await(awaited.result(), deadline));
          });
    }
    return outcomes;
  }

  private static Outcome outcome(String id, AppendResult result) {
    return switch (result) {
      case AppendResult.Kept kept -> new Outcome.Accepted(id);
      case AppendResult.NotKept notKept -> new Outcome.Failed(Optional.of(id), UNAVAILABLE);
      case AppendResult.TooLarge tooLarge -> new Outcome.Failed(Optional.of(id), TOO_LARGE);
      case AppendResult.Unknown unknown -> new Outcome.Failed(Optional.of(id), UNKNOWN);
    };
  }

  /** What is known of one event so far. */
  private sealed interface Step {

    record Done(Outcome outcome) implements Step {}

    record Awaited(String id, CompletableFuture<AppendResult> result) implements Step {}
  }
}
