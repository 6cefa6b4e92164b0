// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until it is moved. Thread-safe. */
public final class HandClock implements InstantSource {

  private final AtomicReference<Instant> now;

  /**
   * @param start what it says at first
   */
  public HandClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  /** Moves it on, or back by a negative duration. */
  public void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  @Override
  public Instant instant() {
    return now.get();
  }
}
