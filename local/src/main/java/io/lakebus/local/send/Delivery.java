// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.Answer;
import io.lakebus.client.delivery.Backoff;
import io.lakebus.client.delivery.BatchDelivery;
import io.lakebus.client.delivery.Deliverable;
import io.lakebus.client.delivery.DeliveryResult;
import io.lakebus.client.delivery.Gate;
import io.lakebus.client.delivery.Gateway;
import io.lakebus.client.delivery.ResultListener;
import io.lakebus.client.delivery.Sleeper;
import io.lakebus.local.journal.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/**
 * Delivers events: sends again, with the same ids, those whose answer may be another next time, for
 * a while. Thread-safe if its listener is.
 */
final class Delivery {

  /** Retries are not further apart than this, unless the gateway asks for it. */
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

  private final BatchDelivery<Sent> delivery;
  private final Duration retryFor;
  private final InstantSource clock;
  private final DeliveryListener listener;

  /**
   * @param retryFor how long after the first attempt the last one may be
   */
  Delivery(
      Gateway gateway,
      Duration retryFor,
      InstantSource clock,
      Sleeper sleeper,
      DeliveryListener listener) {
    Backoff backoff = new Backoff(Backoff.FIRST, LONGEST_BACKOFF, new Random());
    this.delivery = new BatchDelivery<>(gateway, backoff, Gate.open(), clock, sleeper);
    this.retryFor = retryFor;
    this.clock = clock;
    this.listener = listener;
  }

  /** Delivers a batch, and tells the listener of each event once. */
  void deliver(List<OutgoingEvent> batch) throws InterruptedException {
    Instant start = clock.instant();
    Instant deadline = start.plus(retryFor);
    delivery.deliver(
        batch.stream().map(event -> new Sent(event, event.json(), deadline)).toList(),
        new Telling(start));
  }

  /** An event in a batch that is delivered. */
  private record Sent(OutgoingEvent event, byte[] json, Instant deadline) implements Deliverable {}

  /** Tells the listener of what was first sent at a time. */
  private final class Telling implements ResultListener<Sent> {

    private final Instant sentAt;

    Telling(Instant sentAt) {
      this.sentAt = sentAt;
    }

    @Override
    public void delivered(DeliveryResult<Sent> result) {
      Outcome outcome =
          switch (result.fate()) {
            case ACCEPTED -> Outcome.ACCEPTED;
            case NOT_ACCEPTED -> Outcome.REJECTED;
            case UNKNOWN -> Outcome.UNKNOWN;
          };
      listener.delivered(
          new Delivered(
              result.event().event(),
              outcome,
              result.answer(),
              sentAt,
              result.answeredAt(),
              result.attempts()));
    }

    @Override
    public void retried(Sent event, Answer answer) {
      listener.retried(answer);
    }
  }
}
