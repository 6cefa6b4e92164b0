// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.cli.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Waits until a stack has come back after a fault, and measures it. */
final class Recoveries {

  private static final Duration POLL = Duration.ofMillis(250);

  private final Signs signs;
  private final InstantSource clock;
  private final Pause pause;

  /** By what it is seen that a stack is back. */
  interface Signs {

    /** Whether rows are visible of events from after a mark; false while nobody can tell. */
    boolean rowsAreVisible(NewRows.Mark mark) throws InterruptedException;

    /** Whether every service is ready. */
    boolean servicesAreReady();

    /** Reads every table. */
    Readers.Seen readTables() throws InterruptedException;
  }

  /** Watches for these signs. */
  Recoveries(Signs signs, InstantSource clock, Pause pause) {
    this.signs = signs;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Waits until rows are visible of events from after a fault, and every service is ready; then
   * reads every table. A service that is ready and is not a moment later was not.
   *
   * @param mark the end of the log when the fault was over
   * @param over when the fault was over
   * @param limit how long at most
   */
  Injected.Recovery await(NewRows.Mark mark, Instant over, Duration limit)
      throws InterruptedException {
    Optional<Duration> visible = Optional.empty();
    Optional<Duration> ready = Optional.empty();
    while (true) {
      Duration since = Duration.between(over, clock.instant());
      if (visible.isEmpty() && signs.rowsAreVisible(mark)) {
        visible = Optional.of(since);
      }
      if (!signs.servicesAreReady()) {
        ready = Optional.empty();
      } else if (ready.isEmpty()) {
        ready = Optional.of(since);
      }
      boolean back = visible.isPresent() && ready.isPresent();
      if (back || since.compareTo(limit) > 0) {
        Readers.Seen seen = back ? signs.readTables() : Readers.Seen.NOTHING;
        return new Injected.Recovery(visible, ready, seen.unreadable(), seen.doubled());
      }
      pause.sleep(POLL);
    }
  }
}
