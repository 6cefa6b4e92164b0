// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.Answer;
import io.lakebus.local.journal.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes of events. Any thread may ask. */
final class LoadCounts implements DeliveryListener {

  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private long unavailable;
  private long noAnswer;
  private long notReached;

  @Override
  public synchronized void delivered(Delivered delivered) {
    outcomes.merge(delivered.outcome(), 1L, Long::sum);
  }

  @Override
  public synchronized void retried(Answer answer) {
    if (answer.code().equals(Answer.NOT_REACHED)) {
      notReached++;
    } else if (answer.status() == 0) {
      noAnswer++;
    } else {
      unavailable++;
    }
  }

  synchronized long of(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** How many attempts the gateway put off, with 503 for example. */
  synchronized long unavailable() {
    return unavailable;
  }

  /** How many attempts were sent and had no answer. */
  synchronized long noAnswer() {
    return noAnswer;
  }

  /** How many attempts found nobody to send to. */
  synchronized long notReached() {
    return notReached;
  }
}
