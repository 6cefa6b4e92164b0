// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;

/**
 * Repeats what others may have prevented, a bounded number of times, with growing random pauses.
 * For work that looks at the state of things anew each time, so that it does not matter whether an
 * attempt of unknown fate took effect.
 */
final class Backoff {

  private static final int ATTEMPTS = 12;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2000;

  private final Sleeper sleeper;

  Backoff(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  /**
   * The result of the first attempt that neither lost a race nor has an unknown fate.
   *
   * @throws CommitFailedException if the last attempt lost a race too
   * @throws CommitStateUnknownException if the fate of the last attempt is unknown
   */
  <T> T retry(Supplier<T> work) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return work.get();
      } catch (CommitFailedException | CommitStateUnknownException conflict) {
        pause(attempt, conflict);
      }
    }
    return work.get();
  }

  private void pause(int attempt, RuntimeException conflict) {
    long bound = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << attempt);
    try {
      sleeper.sleep(
          Duration.ofMillis(ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS, bound + 1)));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw conflict;
    }
  }
}
