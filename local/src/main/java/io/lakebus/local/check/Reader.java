// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An analyst who never stops looking: polls the tables while a run goes on, for the invariant
 * {@link Invariant#VISIBILITY}. Whatever fails meanwhile it goes on.
 */
public final class Reader {

  private final Sighting sighting;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<Void> ended;

  private Reader(Sighting sighting, Duration between, InstantSource clock) {
    this.sighting = sighting;
    this.ended = CompletableFuture.runAsync(() -> poll(between, clock), Reader::start);
  }

  private static void start(Runnable polling) {
    Thread.ofPlatform().daemon().name("reader").start(polling);
  }

  /**
   * Begins to look.
   *
   * @param lake the tables
   * @param between how long it waits between two looks
   */
  public static Reader start(Lake lake, Duration between) {
    return new Reader(
        new Sighting(lake.iceberg(), lake.watched()), between, InstantSource.system());
  }

  private void poll(Duration between, InstantSource clock) {
    try {
      do {
        sighting.look(clock.instant());
      } while (!stop.await(between.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks a last time and tells what it saw. */
  public Sightings stop() {
    stop.countDown();
    ended.join();
    sighting.look(InstantSource.system().instant());
    return sighting.sightings();
  }
}
