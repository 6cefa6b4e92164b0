// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that another process or thread brings about. */
public final class Await {

  private static final Duration PAUSE = Duration.ofMillis(10);

  private Await() {}

  /** Returns as soon as the condition holds; fails when it does not within the time. */
  public static void until(Duration time, BooleanSupplier condition) {
    long deadline = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it does not hold after " + time);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
