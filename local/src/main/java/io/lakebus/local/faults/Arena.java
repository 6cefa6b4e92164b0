// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where faults are injected, as the torture itself sees it. */
interface Arena {

  /** The end of the log now. */
  NewRows.Mark mark();

  /**
   * Injects a fault and returns when it is over.
   *
   * @throws IOException if it cannot be injected now
   */
  Effect strike(Injection injection) throws IOException, InterruptedException;

  /**
   * Waits until the stack has come back, or for so long.
   *
   * @param mark the end of the log when the fault was over
   * @param over when the fault was over
   */
  Injected.Recovery awaitRecovery(NewRows.Mark mark, Instant over, Duration limit)
      throws InterruptedException;

  /** What of the stack is not ready now, and why. */
  List<String> notReady();

  /**
   * Takes back whatever may still be at fault.
   *
   * @throws IOException if that is not possible
   */
  void heal() throws IOException, InterruptedException;

  /** Lets time pass. */
  void sleep(Duration time) throws InterruptedException;
}
