// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C and SIGTERM begin nothing new, let what is under way finish, and leave time to print the
 * figures: the process ends when this is closed.
 */
final class GracefulStop implements AutoCloseable {

  private final AtomicReference<Runnable> stopping = new AtomicReference<>(() -> {});
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "stop");

  GracefulStop() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Says what is to be stopped. */
  void stops(Sender sender) {
    stopping.set(sender::stop);
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // the hook is running: it has just been let go
    }
  }

  private void stopAndWait() {
    stopping.get().run();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
