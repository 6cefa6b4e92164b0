// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.gateway.log.AppendResult;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import static java.util.Objects.requireNonNull;

/**
 * Bounds how long calls wait for the log, should it ever not keep its promise to answer in time. A
 * timed wait would set a timer for each call and take it back, and wake a thread for both; here one
 * thread looks at all that is awaited, now and then. Thread-safe.
 */
public final class LogPatience implements AutoCloseable {

  /** So much longer than it should a call may wait. */
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private static final AppendResult NO_ANSWER = new AppendResult.Unknown("no answer in time");

  private final Duration patience;
  private final LongSupplier nanos;
  private final Queue<Awaited> awaited = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** The patience without a thread, for who looks himself. */
  LogPatience(Duration patience, LongSupplier nanos) {
    this.patience = requireNonNull(patience, "patience is null");
    this.nanos = requireNonNull(nanos, "nanos is null");
  }

  /**
   * Starts the thread.
   *
   * @param patience how long a call waits for the log in all
   */
  public static LogPatience start(Duration patience) {
    LogPatience started = new LogPatience(patience, System::nanoTime);
    Thread.ofPlatform().daemon().name("log-patience").start(started::watch);
    return started;
  }

  /** The end of a call's patience that begins now, in the terms of {@link #isOver}. */
  long deadline() {
    return nanos.getAsLong() + patience.toNanos();
  }

  /** Whether a deadline is over. */
  boolean isOver(long deadline) {
    return nanos.getAsLong() - deadline >= 0;
  }

  /** What the log says; unknown if it says nothing by the deadline, or a little later. */
  AppendResult await(CompletableFuture<AppendResult> result, long deadline) {
    if (!result.isDone()) {
      awaited.add(new Awaited(result, deadline));
    }
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new AppendResult.Unknown("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an append never completes exceptionally", e);
    }
  }

  private void watch() {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does that to it
    }
  }

  /** Ends every wait whose deadline is over. */
  void look() {
    awaited.removeIf(
        one -> {
          if (isOver(one.deadline())) {
            one.result().complete(NO_ANSWER);
          }
          return one.result().isDone();
        });
  }

  /** How many waits it looks at. */
  int size() {
    return awaited.size();
  }

  /** Ends the thread; who still waits waits for the log alone. */
  @Override
  public void close() {
    closed.countDown();
  }

  private record Awaited(CompletableFuture<AppendResult> result, long deadline) {}
}
