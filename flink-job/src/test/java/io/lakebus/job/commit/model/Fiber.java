// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Work that can be stopped at chosen places while others go on, and resumed or killed there. Either
 * the fiber runs or who resumed it does, never both: a schedule runs the same way each time.
 *
 * <p>A hand-over between virtual threads takes less than a microsecond, between others twenty times
 * that: whoever resumes fibers does it on a virtual thread.
 */
final class Fiber {

  /** What a fiber does. */
  @FunctionalInterface
  interface Body {
    void run(Fiber self) throws Exception;
  }

  private final Thread thread;
  private Thread resumer = Thread.currentThread();
  private volatile boolean running;
  private boolean killed;
  private boolean ended;
  private Throwable failure;

  /** A fiber that has not begun. */
  Fiber(Body body) {
    this.thread = Thread.ofVirtual().start(() -> run(body));
  }

  private void run(Body body) {
    awaitTurn();
    try {
      if (!killed) {
        body.run(this);
      }
    } catch (Throwable e) {
      failure = e;
    }
    ended = true;
    handOver();
  }

  /** From inside: stops here until it is resumed. */
  void pause() {
    handOver();
    awaitTurn();
    if (killed) {
      throw new Crash();
    }
  }

  /** From outside: goes on until it pauses or ends. */
  void resume() {
    resumer = Thread.currentThread();
    running = true;
    LockSupport.unpark(thread);
    while (running) {
      LockSupport.park(this);
    }
  }

  /** From outside: ends it where it is paused. */
  void kill() {
    killed = true;
    while (!ended) {
      resume();
    }
  }

  boolean hasEnded() {
    return ended;
  }

  /** What it has ended with, if not well. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  private void handOver() {
    Thread next = resumer;
    running = false;
    LockSupport.unpark(next);
  }

  private void awaitTurn() {
    while (!running) {
      LockSupport.park(this);
    }
  }
}
