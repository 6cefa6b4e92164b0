// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait before something is tried again: longer each time, and short again after it held
 * for longer than the longest pause. Not thread-safe.
 */
public final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Duration next = FIRST;

  /** The pause after a run from {@code started} to {@code ended}. */
  public Duration after(Instant started, Instant ended) {
    if (Duration.between(started, ended).compareTo(LONGEST) > 0) {
      next = FIRST;
    }
    Duration pause = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return pause;
  }
}
