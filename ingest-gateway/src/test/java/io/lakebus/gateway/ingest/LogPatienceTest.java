// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.gateway.log.AppendResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogPatienceTest {

  private static final AppendResult KEPT = new AppendResult.Kept(0, 7);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow
  private final LogPatience patience = new LogPatience(Duration.ofNanos(10), nanos::get);

  @Test
  void whatTheLogSaysInTimeIsTheAnswer() {
    CompletableFuture<AppendResult> result = new CompletableFuture<>();
    CompletableFuture<AppendResult> waiting = waitFor(result);

    nanos.addAndGet(9);
    patience.look();
    assertThat(waiting).isNotDone();
    result.complete(KEPT);

    assertThat(waiting.join()).isEqualTo(KEPT);
  }

  @Test
  void aLogThatSaysNothingByTheDeadlineLeavesTheFateUnknown() {
    CompletableFuture<AppendResult> waiting = waitFor(new CompletableFuture<>());

    nanos.addAndGet(10);
    patience.look();

    assertThat(waiting.join()).isEqualTo(new AppendResult.Unknown("no answer in time"));
    assertThat(patience.size()).isZero();
  }

  @Test
  void whatIsAnsweredIsNotKept() {
    CompletableFuture<AppendResult> result = new CompletableFuture<>();
    CompletableFuture<AppendResult> waiting = waitFor(result);
    result.complete(KEPT);
    waiting.join();

    patience.look();

    assertThat(patience.size()).isZero();
  }

  @Test
  void whatIsKnownAlreadyIsNotWaitedFor() {
    assertThat(patience.await(CompletableFuture.completedFuture(KEPT), patience.deadline()))
        .isEqualTo(KEPT);
    assertThat(patience.size()).isZero();
  }

  @Test
  void anInterruptedWaitLeavesTheFateUnknownAndTheThreadInterrupted() {
    Thread.currentThread().interrupt();

    AppendResult result = patience.await(new CompletableFuture<>(), patience.deadline());

    assertThat(result).isEqualTo(new AppendResult.Unknown("interrupted"));
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Waits on another thread, which waits when this returns. */
  private CompletableFuture<AppendResult> waitFor(CompletableFuture<AppendResult> result) {
    long deadline = patience.deadline();
    int before = patience.size();
    CompletableFuture<AppendResult> waiting =
        CompletableFuture.supplyAsync(() -> patience.await(result, deadline));
    while (patience.size() == before) {
      Thread.onSpinWait();
    }
    return waiting;
  }
}
