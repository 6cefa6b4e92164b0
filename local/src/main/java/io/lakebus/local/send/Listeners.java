// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.Answer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Passes on what many threads tell to several listeners, one call at a time. */
final class Listeners implements DeliveryListener {

  private final ReentrantLock lock = new ReentrantLock();
  private final List<DeliveryListener> listeners;

  Listeners(List<DeliveryListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void delivered(Delivered delivered) {
    lock.lock();
    try {
      listeners.forEach(listener -> listener.delivered(delivered));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void retried(Answer answer) {
    lock.lock();
    try {
      listeners.forEach(listener -> listener.retried(answer));
    } finally {
      lock.unlock();
    }
  }

  /** Closes all, also when one of them fails. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (DeliveryListener listener : listeners) {
      try {
        listener.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
