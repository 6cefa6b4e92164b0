// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.time.Instant;

/** An event on its way, and what is known of it so far. One thread uses it. */
final class Open<E extends Deliverable> {

  private static final Answer UNSENT =
      Answer.none(Answer.NOT_SENT, "its time was over before it could be sent");

  private static final Answer GIVEN_UP =
      Answer.none(Answer.NO_ANSWER, "given up before there was an answer");

  private final E event;
  private Answer last = UNSENT;
  private int attempts;
  private boolean underWay;
  private boolean doubtful;
  private boolean done;

  Open(E event) {
    this.event = event;
  }

  E event() {
    return event;
  }

  boolean isDone() {
    return done;
  }

  /** Whether it may still be sent at this time. */
  boolean isInTime(Instant time) {
    return !time.isAfter(event.deadline());
  }

  /** It is sent: until there is an answer, anything may become of it. */
  void sent() {
    attempts++;
    underWay = true;
  }

  /** It was refused with others, and not for what itself is. */
  void returned() {
    underWay = false;
  }

  /** There is an answer. Once there is doubt, no later refusal removes it. */
  void answered(Answer answer) {
    underWay = false;
    last = answer;
    doubtful |= answer.leavesDoubt();
  }

  /** Nothing more is done for it. */
  DeliveryResult<E> end(Instant now) {
    if (underWay) {
      answered(GIVEN_UP);
    }
    done = true;
    return new DeliveryResult<>(event, fate(), last, now, attempts);
  }

  private Fate fate() {
    if (last.accepted()) {
      return Fate.ACCEPTED;
    }
    return doubtful ? Fate.UNKNOWN : Fate.NOT_ACCEPTED;
  }
}
