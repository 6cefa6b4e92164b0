// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The trouble that a proxy is in. */
final class Present {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile Inflicted now = new Inflicted(new Trouble.None());

  Inflicted now() {
    return now;
  }

  void change(Inflicted next) {
    lock.lock();
    try {
      now = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while the proxy is a black hole. */
  void awaitPassage() throws IOException {
    if (!(now.trouble() instanceof Trouble.BlackHole)) {
      return;
    }
    try {
      lock.lockInterruptibly();
      try {
        now.hit();
        while (now.trouble() instanceof Trouble.BlackHole) {
          changed.await();
        }
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the proxy is closed");
    }
  }
}
