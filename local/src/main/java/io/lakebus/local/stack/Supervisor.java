// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all services of a stack running, each in a thread of its own: one starts as soon as what it
 * needs answers, and ends only after everything that needs it has ended.
 */
public final class Supervisor implements Kept.Peers {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private final Map<String, Kept> kept;
  private final CountDownLatch failed = new CountDownLatch(1);

  public Supervisor(List<Kept> kept) {
    this.kept = kept.stream().collect(Collectors.toMap(Kept::name, Function.identity()));
  }

  public void start() {
    for (Kept one : kept.values()) {
      Thread.ofPlatform()
          .name(one.name())
          .daemon()
          .uncaughtExceptionHandler(
              (thread, failure) -> {
                LOG.error("the supervisor cannot go on: {}", thread.getName(), failure);
                failed.countDown();
              })
          .start(() -> runUntilStopped(one));
    }
  }

  private void runUntilStopped(Kept one) {
    try {
      one.run(this);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when a service can no longer be kept because of a fault of the supervisor itself. */
  public void awaitFailure() throws InterruptedException {
    failed.await();
  }

  /** Ends all services. */
  public void stop() throws InterruptedException {
    Map<String, CountDownLatch> ended =
        kept.keySet().stream()
            .collect(Collectors.toMap(Function.identity(), name -> new CountDownLatch(1)));
    List<Thread> stoppers =
        kept.values().stream()
            .map(one -> Thread.ofPlatform().start(() -> stopAfterThoseThatNeedIt(one, ended)))
            .toList();
    for (Thread stopper : stoppers) {
      stopper.join();
    }
  }

  private void stopAfterThoseThatNeedIt(Kept one, Map<String, CountDownLatch> ended) {
    try {
      for (Kept other : kept.values()) {
        if (other.needs().contains(one.name())) {
          ended.get(other.name()).await();
        }
      }
      one.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.get(one.name()).countDown();
    }
  }

  @Override
  public boolean areReady(Set<String> names) {
    return names.stream().allMatch(name -> kept.get(name).state() == State.READY);
  }

  @Override
  public void processEnded(String name) {
    kept.values().forEach(one -> one.processEnded(name));
  }
}
