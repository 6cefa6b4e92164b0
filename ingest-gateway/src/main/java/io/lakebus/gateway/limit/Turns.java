// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who works on a large body. Such work keeps a processor for milliseconds, and nothing takes it
 * away: so few may do it at a time that a processor is left for what is light, and of those who
 * wait each vendor has one in turn, however many it has. Thread-safe.
 */
public final class Turns {

  /** Work on a body of no more bytes than this is light. */
  public static final int LIGHT_BYTES = 16 << 10;

  private final Lock lock = new ReentrantLock();
  private final SequencedMap<String, Queue<Semaphore>> waiting = new LinkedHashMap<>();
  private int free;

  /**
   * @param places how many may work at a time
   */
  public Turns(int places) {
    if (places < 1) {
      throw new IllegalArgumentException("there is at least one place: " + places);
    }
    this.free = places;
  }

  /** For a machine with so many processors: all of them but one, if there is more than one. */
  public static Turns forProcessors(int processors) {
    return new Turns(Math.max(1, processors - 1));
  }

  /**
   * Works on a body of this size when it is the party's turn; light work need not wait.
   *
   * @param party who is to wait for itself alone: a vendor, or all together whom nobody knows yet
   * @param bytes the body's size
   * @param work waits for nothing
   */
  public <T, E extends Exception> T work(String party, int bytes, Work<T, E> work) throws E {
    return bytes <= LIGHT_BYTES ? work.done() : heavyWork(party, work);
  }

  /**
   * Works when it is the party's turn.
   *
   * @param party who is to wait for itself alone
   * @param work waits for nothing
   */
  public <T, E extends Exception> T heavyWork(String party, Work<T, E> work) throws E {
    Turn turn = take(party);
    try {
      return work.done();
    } finally {
      turn.close();
    }
  }

  /**
   * Waits until it is the party's turn to do heavy work. Whoever has a turn waits for nothing else
   * until it is closed.
   */
  public Turn take(String party) {
    enter(party).ifPresent(Semaphore::acquireUninterruptibly);
    return this::leave;
  }

  /** How many wait. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.values().stream().mapToInt(Queue::size).sum();
    } finally {
      lock.unlock();
    }
  }

  /** A place, or what to wait for. Where there is a free place nobody waits. */
  private Optional<Semaphore> enter(String party) {
    lock.lock();
    try {
      if (free > 0) {
        free--;
        return Optional.empty();
      }
      Semaphore turn = new Semaphore(0);
      waiting.computeIfAbsent(party, name -> new ArrayDeque<>()).add(turn);
      return Optional.of(turn);
    } finally {
      lock.unlock();
    }
  }

  /** Hands the place over to the next party, which then goes to the end of the line. */
  private void leave() {
    lock.lock();
    try {
      Map.Entry<String, Queue<Semaphore>> next = waiting.pollFirstEntry();
      if (next == null) {
        free++;
        return;
      }
      next.getValue().remove().release();
      if (!next.getValue().isEmpty()) {
        waiting.put(next.getKey(), next.getValue());
      }
    } finally {
      lock.unlock();
    }
  }

  /** A turn, until it is closed. */
  @FunctionalInterface
  public interface Turn extends AutoCloseable {

    @Override
    void close();
  }

  /** What is to be done. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {

    T done() throws E;
  }
}
