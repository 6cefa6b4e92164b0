// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on evenly, also when the system's is set. */
final class SteadyClock implements InstantSource {

  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
