// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events that wait, and the room they take. Programs put events in; workers take them out in
 * batches, in the same order, and give their room back when they are done with. Thread-safe.
 */
final class Buffer {

  private final ReentrantLock lock = new ReentrantLock();

  /** There may be a batch to take. */
  private final Condition due = lock.newCondition();

  /** There may be room. */
  private final Condition room = lock.newCondition();

  /** A batch is done with. */
  private final Condition progress = lock.newCondition();

  private final ClientSettings.Batching batching;
  private final ClientSettings.Buffering buffering;
  private final InstantSource clock;

  private final ArrayDeque<Pending> queue = new ArrayDeque<>();
  private final Set<Batch> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
  private long queuedBytes;
  private long heldBytes;

  /** The number of the event that is taken next; they are counted from 0. */
  private long nextToTake;

  /** Events with a lower number do not wait for others. */
  private long hurried;

  private int waitingForRoom;
  private boolean closed;

  Buffer(
      ClientSettings.Batching batching, ClientSettings.Buffering buffering, InstantSource clock) {
    this.batching = batching;
    this.buffering = buffering;
    this.clock = clock;
  }

  /** What became of an event that was put. */
  enum Put {
    TAKEN,
    FULL,
    LATE,
    INTERRUPTED
  }

  /**
   * Puts an event in, as soon as there is room.
   *
   * @throws IllegalStateException if the buffer is closed
   */
  Put put(Pending event) {
    lock.lock();
    try {
      Put result = awaitRoom(event);
      if (result == Put.TAKEN) {
        queue.add(event);
        queuedBytes += event.size();
        heldBytes += event.size();
        if (queue.size() == 1 || isFilled()) {
          due.signal();
        }
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  private Put awaitRoom(Pending event) {
    waitingForRoom++;
    try {
      while (!closed && heldBytes + event.size() > buffering.bytes()) {
        if (buffering.whenFull() == WhenFull.FAIL) {
          return Put.FULL;
        }
        long nanos = Duration.between(clock.instant(), event.deadline()).toNanos();
        if (nanos <= 0) {
          return Put.LATE;
        }
        due.signal(); // what waits for others would wait for this one in vain
        room.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Put.INTERRUPTED;
    } finally {
      waitingForRoom--;
    }
    if (closed) {
      throw new IllegalStateException("the client is closed");
    }
    return Put.TAKEN;
  }

  /** The next batch, as soon as it is due; empty when no more will come. */
  Optional<Batch> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!queue.isEmpty() || !closed) {
        if (queue.isEmpty()) {
          due.await();
        } else {
          Duration wait = untilDue();
          if (!wait.isPositive()) {
            return Optional.of(takeBatch());
          }
          due.awaitNanos(wait.toNanos());
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Duration untilDue() {
    if (closed || isFilled() || nextToTake < hurried || waitingForRoom > 0) {
      return Duration.ZERO;
    }
    return Duration.between(clock.instant(), queue.peek().since().plus(batching.linger()));
  }

  private boolean isFilled() {
    return queue.size() >= batching.events() || queuedBytes >= batching.bytes();
  }

  private Batch takeBatch() {
    List<Pending> events = new ArrayList<>(Math.min(queue.size(), batching.events()));
    long bytes = 0;
    while (!queue.isEmpty()
        && events.size() < batching.events()
        && (events.isEmpty() || bytes + queue.peek().size() <= batching.bytes())) {
      Pending event = queue.remove();
      bytes += event.size();
      events.add(event);
    }
    queuedBytes -= bytes;
    Batch batch = new Batch(nextToTake, events);
    underWay.add(batch);
    nextToTake += events.size();
    if (!queue.isEmpty()) {
      due.signal(); // another worker looks after the rest
    }
    return batch;
  }

  /** A batch is done with: its room is free again. */
  void release(Batch batch) {
    lock.lock();
    try {
      heldBytes -= batch.size();
      underWay.remove(batch);
      room.signalAll();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets all that is here go at once, and returns when it is done with. */
  void flush() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long end = nextToTake + queue.size();
      hurried = Math.max(hurried, end);
      due.signalAll();
      while (nextToTake < end || underWay.stream().anyMatch(batch -> batch.first() < end)) {
        progress.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more events; those that are here go at once. */
  void close() {
    lock.lock();
    try {
      closed = true;
      due.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Empties the buffer of all that no worker has taken. */
  List<Pending> abandon() {
    lock.lock();
    try {
      List<Pending> rest = List.copyOf(queue);
      queue.clear();
      queuedBytes = 0;
      nextToTake += rest.size();
      heldBytes -= rest.stream().mapToLong(Pending::size).sum();
      progress.signalAll();
      return rest;
    } finally {
      lock.unlock();
    }
  }

  /** The batches that workers have taken and not yet released. */
  List<Batch> underWay() {
    lock.lock();
    try {
      return List.copyOf(underWay);
    } finally {
      lock.unlock();
    }
  }
}
