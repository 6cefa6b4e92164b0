// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.time.Duration;
import java.time.Instant;

/** Keeps all requests of a vendor back for as long as none of them can succeed. Thread-safe. */
public interface Gate {

  /** How long the gate stays closed from now on; zero where it is open. */
  Duration remaining(Instant now);

  /** An answer has come, which may close the gate. */
  void heard(Reply reply, Instant now);

  /** One that is never closed: each request finds out for itself. */
  static Gate open() {
    return new Gate() {
      @Override
      public Duration remaining(Instant now) {
        return Duration.ZERO;
      }

      @Override
      public void heard(Reply reply, Instant now) {}
    };
  }
}
