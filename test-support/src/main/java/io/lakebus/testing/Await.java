// SPDX-License-Identifier: Apache-2.0
package io.lakebus.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that another process or thread brings about. */
public final class Await {

  private static final Duration PAUSE = Duration.ofMillis(10);

  private Await() {}

  /** Returns as soon as the condition holds; fails when it does not within the time. */
  public static void until(Duration time, BooleanSupplier condition) {
    until(time, condition, () -> "it does not hold");
  }

  /**
   * Returns as soon as the condition holds; fails when it does not within the time.
   *
   * @param otherwise what is said in this case
   */
  public static void until(Duration time, BooleanSupplier condition, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("after " + time + ": " + otherwise.get());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
