// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Time that passes at once, or when a test lets it. */
final class TestTime implements Time {

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch released;
  private Duration passed = Duration.ZERO;

  private TestTime(int gates) {
    this.released = new CountDownLatch(gates);
  }

  static TestTime flying() {
    return new TestTime(0);
  }

  /** Stands still from when the proxy first waits until {@link #release}. */
  static TestTime standing() {
    return new TestTime(1);
  }

  @Override
  public synchronized long nanos() {
    return passed.toNanos();
  }

  @Override
  public void pass(Duration duration) {
    asked.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    synchronized (this) {
      passed = passed.plus(duration);
    }
  }

  /** Waits until the proxy waits. */
  void awaitAsked() throws InterruptedException {
    asked.await();
  }

  void release() {
    released.countDown();
  }

  /** For how long the proxy has waited in all. */
  synchronized Duration passed() {
    return passed;
  }
}
