// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.Gateway;
import io.lakebus.client.delivery.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A gateway as an impatient and forgetful vendor uses it: some answers are not waited for, and some
 * events that were accepted are sent again. The answers to repeats change nothing: what counts for
 * an event is the answer to the first request for it that had one.
 */
final class RepeatingGateway implements Gateway {

  private final Gateway patient;
  private final Gateway hasty;
  private final Repeats repeats;
  private final Later later;
  private final AtomicLong givenUp = new AtomicLong();
  private final AtomicLong sentAgain = new AtomicLong();

  /** Does something after a time, in another thread. */
  @FunctionalInterface
  interface Later {
    void run(Duration wait, Runnable task);
  }

  /**
   * Wraps a gateway.
   *
   * @param patient waits for answers
   * @param hasty waits hardly at all
   * @param repeats which requests are given up, and which events are sent again
   * @param later sends again
   */
  RepeatingGateway(Gateway patient, Gateway hasty, Repeats repeats, Later later) {
    this.patient = patient;
    this.hasty = hasty;
    this.repeats = repeats;
    this.later = later;
  }

  @Override
  public Reply post(byte[] events) throws IOException, InterruptedException {
    Repeats.Choice choice = repeats.next();
    if (choice.hasty()) {
      givenUp.incrementAndGet();
      return hasty.post(events);
    }
    Reply reply = patient.post(events);
    if (reply.status() >= 200 && reply.status() < 300) {
      for (Duration wait : choice.again()) {
        later.run(wait, () -> repeat(events, choice));
      }
    }
    return reply;
  }

  private void repeat(byte[] events, Repeats.Choice choice) {
    try {
      if (repeats.stillHolds(choice)) {
        sentAgain.incrementAndGet();
        patient.post(events);
      }
    } catch (IOException e) {
      // This vendor does not care: the first request for the event was answered.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many requests were not waited for. */
  long givenUp() {
    return givenUp.get();
  }

  /** How many requests were sent although their events had been accepted. */
  long sentAgain() {
    return sentAgain.get();
  }
}
