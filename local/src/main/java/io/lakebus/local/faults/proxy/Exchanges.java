// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The requests of a connection that are under way, in their order, which answers keep. */
final class Exchanges {

  private final Deque<Exchange> open = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean ended;

  void add(Exchange exchange) {
    lock.lock();
    try {
      if (ended) {
        exchange.abandon();
      } else if (exchange.isKnown()) {
        open.add(exchange);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The one that is answered next. */
  Exchange oldest() {
    lock.lock();
    try {
      return open.isEmpty() ? Exchange.NONE : open.getFirst();
    } finally {
      lock.unlock();
    }
  }

  /** The oldest of this id. Those before it are forgotten: they get no answer. */
  Exchange oldest(int id) {
    lock.lock();
    try {
      Iterator<Exchange> all = open.iterator();
      int before = 0;
      while (all.hasNext()) {
        Exchange exchange = all.next();
        if (exchange.id() == id) {
          for (; before > 0; before--) {
            open.removeFirst().abandon();
          }
          return exchange;
        }
        before++;
      }
      return Exchange.NONE;
    } finally {
      lock.unlock();
    }
  }

  /** Its answer has passed. */
  void finish(Exchange exchange) {
    lock.lock();
    try {
      open.remove(exchange);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more is answered. */
  void end() {
    lock.lock();
    try {
      ended = true;
      open.forEach(Exchange::abandon);
      open.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the answers to all requests have passed. */
  void awaitNone() throws IOException {
    lock.lock();
    try {
      while (!open.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      if (ended) {
        throw new IOException("the connection has ended");
      }
    } finally {
      lock.unlock();
    }
  }
}
