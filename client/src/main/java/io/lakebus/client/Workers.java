// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import io.lakebus.client.delivery.Answer;
import io.lakebus.client.delivery.BatchDelivery;
import io.lakebus.client.delivery.DeliveryResult;
import io.lakebus.client.delivery.ResultListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Take batches out of a buffer and deliver them, each one at a time. */
final class Workers {

  /** Completes the futures of a batch. */
  private static final ResultListener<Pending> COMPLETING =
      new ResultListener<>() {
        @Override
        public void delivered(DeliveryResult<Pending> delivered) {
          delivered.event().complete(delivered);
        }

        @Override
        public void retried(Pending event, Answer answer) {}
      };

  private final Buffer buffer;
  private final BatchDelivery<Pending> delivery;
  private final InstantSource clock;
  private final List<Thread> threads = new ArrayList<>();

  /** Starts so many. */
  Workers(int count, Buffer buffer, BatchDelivery<Pending> delivery, InstantSource clock) {
    this.buffer = buffer;
    this.delivery = delivery;
    this.clock = clock;
    for (int number = 0; number < count; number++) {
      threads.add(Thread.ofVirtual().name("lakebus-client-" + number).unstarted(this::work));
    }
    threads.forEach(Thread::start);
  }

  private void work() {
    try {
      for (Optional<Batch> batch = buffer.take(); batch.isPresent(); batch = buffer.take()) {
        deliver(batch.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // and ends
    }
  }

  /** Whatever happens, each event of the batch is completed, and the worker goes on. */
  private void deliver(Batch batch) throws InterruptedException {
    try {
      delivery.deliver(inTime(batch), COMPLETING);
    } catch (RuntimeException | Error e) {
      batch.events().forEach(event -> event.lose(e));
    } finally {
      buffer.release(batch);
    }
  }

  /** The events that may still be sent; those that have waited too long for a worker end here. */
  private List<Pending> inTime(Batch batch) {
    Instant now = clock.instant();
    List<Pending> inTime = new ArrayList<>(batch.events().size());
    for (Pending event : batch.events()) {
      if (now.isAfter(event.deadline())) {
        event.drop("its time was over before it could be sent");
      } else {
        inTime.add(event);
      }
    }
    return inTime;
  }

  /** Whether the calling thread is one of them: it runs what the program does with a future. */
  boolean isOneOf() {
    return threads.contains(Thread.currentThread());
  }

  /** Waits until all have ended; false if some have not within the time. */
  boolean join(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (Thread thread : threads) {
      if (!thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
        return false;
      }
    }
    return true;
  }

  /** Ends what they do; they tell of each event what they know. */
  void interrupt() {
    threads.forEach(Thread::interrupt);
  }
}
