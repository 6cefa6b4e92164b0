// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A trouble, and what it has done so far. */
final class Inflicted {

  private final Trouble trouble;
  private final AtomicInteger left = new AtomicInteger();
  private final Map<Object, AtomicLong> passed = new ConcurrentHashMap<>();
  private final Pacer pacer = new Pacer();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wasHit = lock.newCondition();
  private final SplittableRandom random;
  private int hits;

  Inflicted(Trouble trouble) {
    this.trouble = trouble;
    this.random =
        new SplittableRandom(trouble instanceof Trouble.Answer answer ? answer.seed() : 0);
    if (trouble instanceof Trouble.OfRequests some) {
      left.set(some.times());
    }
  }

  Trouble trouble() {
    return trouble;
  }

  /** Whether it strikes a request or answer of these kinds, which then counts as struck. */
  boolean takes(RequestKind kind, Predicate<RequestKind> kinds) {
    return kinds.test(kind) && left.getAndUpdate(times -> Math.max(0, times - 1)) > 0;
  }

  /** Chooses with a probability. */
  boolean chooses(double share) {
    lock.lock();
    try {
      return random.nextDouble() < share;
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes a connection has passed since. */
  AtomicLong passed(Object connection) {
    return passed.computeIfAbsent(connection, key -> new AtomicLong());
  }

  Pacer pacer() {
    return pacer;
  }

  /** It has taken effect. */
  void hit() {
    lock.lock();
    try {
      hits++;
      wasHit.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int hits() {
    lock.lock();
    try {
      return hits;
    } finally {
      lock.unlock();
    }
  }

  boolean awaitHits(int count, Duration limit) throws InterruptedException {
    long nanos = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (hits < count && nanos > 0) {
        nanos = wasHit.awaitNanos(nanos);
      }
      return hits >= count;
    } finally {
      lock.unlock();
    }
  }
}
