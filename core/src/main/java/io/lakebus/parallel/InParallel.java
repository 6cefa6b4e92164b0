// SPDX-License-Identifier: Apache-2.0
package io.lakebus.parallel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * A few threads for work that mostly waits for the catalog and the object store. All of a batch is
 * waited for, also when one fails: nothing goes on behind the caller's back.
 */
public final class InParallel implements AutoCloseable {

  private final ExecutorService threads;

  private InParallel(ExecutorService threads) {
    this.threads = threads;
  }

  /** Threads named after their work. */
  public static InParallel of(String name, int threads) {
    return new InParallel(
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("lakebus-" + name + "-", 0).factory()));
  }

  /**
   * Works on all inputs and returns the results in their order.
   *
   * @throws RuntimeException the first failure by the inputs' order, after all have ended
   */
  public <A, B> List<B> map(Collection<A> inputs, Function<A, B> work) {
    if (inputs.size() == 1) {
      return List.of(work.apply(inputs.iterator().next()));
    }
    List<Future<B>> running = new ArrayList<>(inputs.size());
    for (A input : inputs) {
      running.add(threads.submit(() -> work.apply(input)));
    }
    List<B> results = new ArrayList<>(inputs.size());
    RuntimeException failure = null;
    for (Future<B> one : running) {
      try {
        results.add(one.get());
      } catch (ExecutionException e) {
        failure = failure == null ? unchecked(e.getCause()) : failure;
      } catch (InterruptedException e) {
        running.forEach(each -> each.cancel(true));
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
