// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that runs a {@link CommitWatch}, beside the one that may be stuck. */
final class WatchThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WatchThread.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lakebus-commit-watch").factory());
  private final CommitWatch watch;
  private final Consumer<CommitStalledException> whenStalled;

  /**
   * Starts it.
   *
   * @param watch what it runs
   * @param every how often
   * @param whenStalled is told once; after that nothing is watched any more
   */
  WatchThread(CommitWatch watch, Duration every, Consumer<CommitStalledException> whenStalled) {
    this.watch = watch;
    this.whenStalled = whenStalled;
    var unused =
        thread.scheduleWithFixedDelay(
            this::check, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void check() {
    try {
      watch
          .check()
          .ifPresent(
              stalled -> {
                thread.shutdown();
                whenStalled.accept(stalled);
              });
    } catch (RuntimeException e) {
      LOG.warn("Cannot tell whether commits arrive", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
