// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.local.Pause;
import io.lakebus.local.journal.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Delivers events: sends again, with the same ids, those whose answer may be another next time,
 * until the retry policy ends. Thread-safe if its listener is.
 */
final class Delivery {

  private final Gateway gateway;
  private final RetryPolicy retries;
  private final InstantSource clock;
  private final Pause pause;
  private final DeliveryListener listener;

  Delivery(
      Gateway gateway,
      RetryPolicy retries,
      InstantSource clock,
      Pause pause,
      DeliveryListener listener) {
    this.gateway = gateway;
    this.retries = retries;
    this.clock = clock;
    this.pause = pause;
    this.listener = listener;
  }

  /** One attempt: an answer for each event, and how long the gateway asks to wait. */
  private record Attempt(List<Answer> answers, Optional<Duration> retryAfter, boolean maybeRead) {}

  /** Delivers a batch, and tells the listener of each event once. */
  void deliver(List<OutgoingEvent> batch) throws InterruptedException {
    Instant start = clock.instant();
    List<OutgoingEvent> open = batch;
    Set<String> doubtful = new HashSet<>();
    for (int attempts = 1; !open.isEmpty(); attempts++) {
      Attempt attempt = attempt(open);
      Instant answered = clock.instant();
      Optional<Duration> wait =
          retries.next(attempts, Duration.between(start, answered), attempt.retryAfter());
      List<OutgoingEvent> again = new ArrayList<>();
      for (int index = 0; index < open.size(); index++) {
        OutgoingEvent event = open.get(index);
        Answer answer = attempt.answers().get(index);
        if (attempt.maybeRead() && !answer.accepted() && !answer.refused()) {
          doubtful.add(event.id());
        }
        if (answer.temporary() && wait.isPresent()) {
          again.add(event);
          listener.retried(answer);
        } else {
          Outcome outcome = outcome(answer, doubtful.contains(event.id()));
          listener.delivered(new Delivered(event, outcome, answer, start, answered, attempts));
        }
      }
      open = again;
      if (!open.isEmpty()) {
        pause.sleep(wait.orElseThrow());
      }
    }
  }

  private static Outcome outcome(Answer answer, boolean doubtful) {
    if (answer.accepted()) {
      return Outcome.ACCEPTED;
    }
    return doubtful ? Outcome.UNKNOWN : Outcome.REJECTED;
  }

  private Attempt attempt(List<OutgoingEvent> events) throws InterruptedException {
    try {
      Reply reply = gateway.post(OutgoingEvent.body(events));
      return new Attempt(Answers.of(reply, events.size()), reply.retryAfter(), true);
    } catch (NotReachedException e) {
      return new Attempt(noAnswer(events, Answer.NOT_REACHED, e), Optional.empty(), false);
    } catch (IOException e) {
      return new Attempt(noAnswer(events, "no-answer", e), Optional.empty(), true);
    }
  }

  private static List<Answer> noAnswer(List<OutgoingEvent> events, String code, IOException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Collections.nCopies(events.size(), new Answer(0, code, message));
  }
}
