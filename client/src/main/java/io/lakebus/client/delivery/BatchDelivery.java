// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Delivers batches of events: sends again, byte for byte, those whose answer may be another next
 * time, until their deadlines. Where a batch is refused whole for what may be the fault of one of
 * its events, it is halved until that one is found, so that none is refused for another's sake.
 *
 * <p>Keeps nothing from one batch to the next. Thread-safe if the listener is.
 */
public final class BatchDelivery<E extends Deliverable> {

  private final Gateway gateway;
  private final Backoff backoff;
  private final Gate gate;
  private final InstantSource clock;
  private final Sleeper sleeper;

  /**
   * @param gateway where events are posted
   * @param backoff how long is waited before they are sent again
   * @param gate holds requests back
   * @param clock what deadlines are measured by
   * @param sleeper waits
   */
  public BatchDelivery(
      Gateway gateway, Backoff backoff, Gate gate, InstantSource clock, Sleeper sleeper) {
    this.gateway = gateway;
    this.backoff = backoff;
    this.gate = gate;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Delivers a batch, and tells the listener of each event once, whatever happens.
   *
   * @throws InterruptedException if the thread is interrupted, which ends what is under way
   */
  public void deliver(List<E> batch, ResultListener<E> listener) throws InterruptedException {
    List<Open<E>> open = new ArrayList<>(batch.size());
    for (E event : batch) {
      open.add(new Open<>(event));
    }
    try {
      deliver(open, 0, listener);
    } finally {
      Instant now = clock.instant();
      for (Open<E> event : open) {
        if (!event.isDone()) {
          listener.delivered(event.end(now));
        }
      }
    }
  }

  /** What came of one request. */
  private record Attempt(Answers answers, Optional<Duration> retryAfter) {}

  private void deliver(List<Open<E>> batch, int attemptsBefore, ResultListener<E> listener)
      throws InterruptedException {
    List<Open<E>> open = await(Duration.ZERO, batch, listener);
    for (int attempts = attemptsBefore + 1; !open.isEmpty(); attempts++) {
      Attempt attempt = attempt(open);
      if (open.size() > 1
          && attempt.answers() instanceof Answers.Whole whole
          && whole.blamesTheBody()) {
        for (Open<E> event : open) {
          event.returned();
          listener.retried(event.event(), whole.answer());
        }
        int half = open.size() / 2;
        deliver(open.subList(0, half), attempts, listener);
        deliver(open.subList(half, open.size()), attempts, listener);
        return;
      }
      Duration own = backoff.next(attempts);
      Duration wait = attempt.retryAfter().filter(asked -> asked.compareTo(own) > 0).orElse(own);
      open = settle(open, attempt.answers().toEach(open.size()), wait, listener);
      open = await(wait, open, listener);
    }
  }

  /** Ends the events for which there is nothing more to do; the others are to be sent again. */
  private List<Open<E>> settle(
      List<Open<E>> open, List<Answer> answers, Duration wait, ResultListener<E> listener) {
    Instant now = clock.instant();
    List<Open<E>> again = new ArrayList<>();
    for (int index = 0; index < open.size(); index++) {
      Open<E> event = open.get(index);
      Answer answer = answers.get(index);
      event.answered(answer);
      if (answer.temporary() && event.isInTime(now.plus(wait))) {
        again.add(event);
        listener.retried(event.event(), answer);
      } else {
        listener.delivered(event.end(now));
      }
    }
    return again;
  }

  /** Waits until the next attempt may begin; ends the events whose time is over before. */
  private List<Open<E>> await(Duration wait, List<Open<E>> open, ResultListener<E> listener)
      throws InterruptedException {
    List<Open<E>> waiting = open;
    Duration next = wait.isPositive() ? wait : gate.remaining(clock.instant());
    while (next.isPositive() && !waiting.isEmpty()) {
      waiting = inTime(waiting, next, listener);
      if (!waiting.isEmpty()) {
        sleeper.sleep(next);
        next = gate.remaining(clock.instant());
      }
    }
    return waiting;
  }

  private List<Open<E>> inTime(List<Open<E>> open, Duration wait, ResultListener<E> listener) {
    Instant now = clock.instant();
    List<Open<E>> waiting = new ArrayList<>(open.size());
    for (Open<E> event : open) {
      if (event.isInTime(now.plus(wait))) {
        waiting.add(event);
      } else {
        listener.delivered(event.end(now));
      }
    }
    return waiting;
  }

  private Attempt attempt(List<Open<E>> open) throws InterruptedException {
    open.forEach(Open::sent);
    try {
      Reply reply = gateway.post(body(open));
      gate.heard(reply, clock.instant());
      return new Attempt(Answers.of(reply, open.size()), reply.retryAfter());
    } catch (NotReachedException e) {
      return noAnswer(Answer.NOT_REACHED, e);
    } catch (IOException e) {
      return noAnswer(Answer.NO_ANSWER, e);
    }
  }

  private static Attempt noAnswer(String code, IOException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new Attempt(new Answers.Whole(Answer.none(code, message)), Optional.empty());
  }

  /** The body of a request: one event as an object, several as an array. */
  private static <E extends Deliverable> byte[] body(List<Open<E>> open) {
    if (open.size() == 1) {
      return open.getFirst().event().json();
    }
    int size = 1 + open.size();
    for (Open<E> event : open) {
      size += event.event().json().length;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(size);
    for (Open<E> event : open) {
      body.write(body.size() == 0 ? '[' : ',');
      body.writeBytes(event.event().json());
    }
    body.write(']');
    return body.toByteArray();
  }
}
