// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Sends a stream of events in batches, several requests at once. The stream is read no further than
 * requests can take. For one stream only.
 */
final class Sender {

  private final Delivery delivery;
  private final Pace pace;
  private final int batchSize;
  private final int concurrency;
  private Optional<IOException> failure = Optional.empty();
  private volatile boolean stopped;

  /**
   * @param batchSize events in a request
   * @param concurrency requests under way at once
   */
  Sender(Delivery delivery, Pace pace, int batchSize, int concurrency) {
    this.delivery = delivery;
    this.pace = pace;
    this.batchSize = batchSize;
    this.concurrency = concurrency;
  }

  /**
   * Sends until the stream ends or {@link #stop}, and returns when every event is done with, also
   * when the stream fails.
   */
  void send(EventStream events) throws IOException, InterruptedException {
    Semaphore free = new Semaphore(concurrency);
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      long taken = 0;
      List<OutgoingEvent> batch = nextBatch(events);
      while (!batch.isEmpty()) {
        pace.await(taken);
        free.acquire();
        if (stopped) {
          return;
        }
        taken += batch.size();
        List<OutgoingEvent> ready = batch;
        requests.execute(() -> deliver(ready, free));
        batch = nextBatch(events);
      }
    }
  }

  /** Begins no further request; those under way are finished. */
  void stop() {
    stopped = true;
  }

  private void deliver(List<OutgoingEvent> batch, Semaphore free) {
    try {
      delivery.deliver(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  /** The next events, empty at the end; what was read before a failure is still a batch. */
  private List<OutgoingEvent> nextBatch(EventStream events) throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    List<OutgoingEvent> batch = new ArrayList<>(batchSize);
    try {
      Optional<OutgoingEvent> event = events.next();
      while (event.isPresent()) {
        batch.add(event.get());
        event = batch.size() < batchSize ? events.next() : Optional.empty();
      }
    } catch (IOException e) {
      if (batch.isEmpty()) {
        throw e;
      }
      failure = Optional.of(e);
    }
    return batch;
  }
}
