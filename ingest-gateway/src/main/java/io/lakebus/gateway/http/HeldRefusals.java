// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.lakebus.gateway.limit.RefusalPace;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import static java.util.Objects.requireNonNull;

/**
 * Holds the answer to a refusal back for as long as the pace of its party demands. Only what is the
 * caller's doing is charged, never a fault of the gateway's. What waits is the request's own
 * virtual thread, and with it nothing but its connection: its body, its permit and its turn have
 * been given back. Thread-safe.
 */
final class HeldRefusals {

  /** Each takes memory, some kilobytes, so beyond so many at a time none is held. */
  private static final int MOST = 4_096;

  private static final int FIRST_FAULT = 500;

  private final RefusalPace pace;
  private final Semaphore room = new Semaphore(MOST);

  HeldRefusals(RefusalPace pace) {
    this.pace = requireNonNull(pace, "pace is null");
  }

  /** Returns when the answer, which is ready, may go out. */
  void hold(Context context) {
    RequestRecord request = RequestRecord.of(context);
    if (request.problem().filter(code -> code.status() < FIRST_FAULT).isEmpty()) {
      return;
    }
    Duration delay = pace.charge(request.vendor(), request.bodyBytes());
    if (delay.isPositive() && room.tryAcquire()) {
      try {
        Thread.sleep(delay);
        request.heldFor(delay);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the server does not wait any longer, either
      } finally {
        room.release();
      }
    }
  }
}
