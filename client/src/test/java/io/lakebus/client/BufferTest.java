// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What several workers see of one buffer. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BufferTest {

  private static final long BATCH_BYTES = 100;

  private final SteadyClock clock = new SteadyClock();
  private final Buffer buffer =
      new Buffer(
          new ClientSettings.Batching(500, BATCH_BYTES, Duration.ofHours(1)),
          new ClientSettings.Buffering(1_000_000, WhenFull.FAIL),
          clock);

  @Test
  void aWorkerThatWaitsForABatchToFillIsWokenWhenAnotherLeavesIt() throws Exception {
    FutureTask<List<String>> first = new FutureTask<>(this::take);
    FutureTask<List<String>> second = new FutureTask<>(this::take);
    Thread firstWorker = Thread.ofVirtual().start(first);
    TestClient.awaitState(firstWorker, Thread.State.WAITING);
    Thread secondWorker = Thread.ofVirtual().start(second);
    TestClient.awaitState(secondWorker, Thread.State.WAITING);

    put("a");
    TestClient.awaitState(firstWorker, Thread.State.TIMED_WAITING);
    put("x".repeat(200));

    List<List<String>> taken = new ArrayList<>(List.of(first.get(), second.get()));
    assertThat(taken).containsExactlyInAnyOrder(List.of("a"), List.of("x".repeat(200)));
  }

  @Test
  void everyWorkerIsToldThatNothingMoreWillCome() throws Exception {
    FutureTask<List<String>> first = new FutureTask<>(this::take);
    FutureTask<List<String>> second = new FutureTask<>(this::take);
    TestClient.awaitState(Thread.ofVirtual().start(first), Thread.State.WAITING);
    TestClient.awaitState(Thread.ofVirtual().start(second), Thread.State.WAITING);

    buffer.close();

    assertThat(List.of(first.get(), second.get())).containsExactly(List.of(), List.of());
  }

  private List<String> take() throws InterruptedException {
    return buffer.take().map(Batch::events).orElse(List.of()).stream()
        .map(event -> event.event().id())
        .toList();
  }

  private void put(String id) {
    Instant now = clock.instant();
    Pending event =
        new Pending(TestClient.event(id), now, now.plusSeconds(3_600), new CompletableFuture<>());
    assertThat(buffer.put(event)).isEqualTo(Buffer.Put.TAKEN);
  }
}
