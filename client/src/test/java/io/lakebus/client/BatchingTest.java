// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import io.lakebus.client.delivery.ScriptedGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.lakebus.client.TestClient.awaitState;
import static io.lakebus.client.TestClient.event;
import static io.lakebus.client.TestClient.failure;
import static io.lakebus.client.TestClient.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which events go together, how many wait, and for how long. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BatchingTest {

  private static final long EVENT_BYTES = event("a").json().length + 1L;

  private final TestClient test = new TestClient();
  private final ScriptedGateway gateway = test.gateway();
  private final Queue<CompletableFuture<Receipt>> sent = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whatGathersMeanwhileGoesInBatchesOfSoManyEvents() throws Exception {
    test.builder().batchEvents(2);
    sendBehindAHeldRequest("a", "b", "c", "d", "e");

    assertThat(gateway.requestedIds()).containsExactly("first", "a b", "c d", "e");
  }

  @Test
  void aBatchHasSoManyBytesAndOneEventGoesHoweverLarge() throws Exception {
    test.builder().batchBytes(2 * EVENT_BYTES);
    sendBehindAHeldRequest("a", "b", "c", "x".repeat(200), "d", "e");

    assertThat(gateway.requestedIds()).containsExactly("first", "a b", "c", "x".repeat(200), "d e");
  }

  @Test
  void aBatchThatIsFilledGoesAtOnce() throws Exception {
    test.builder().batchEvents(3).linger(Duration.ofHours(1));
    LakebusClient client = test.client(new SteadyClock());

    List<CompletableFuture<Receipt>> results = send(client, "a", "b", "c");
    for (CompletableFuture<Receipt> result : results) {
      receipt(result);
    }

    assertThat(gateway.requestedIds()).containsExactly("a b c");
  }

  @Test
  void aBatchThatIsFilledByItsBytesGoesAtOnce() throws Exception {
    test.builder().batchBytes(2 * EVENT_BYTES).linger(Duration.ofHours(1));
    LakebusClient client = test.client(new SteadyClock());

    receipt(send(client, "a", "b").getLast());

    assertThat(gateway.requestedIds()).containsExactly("a b");
  }

  @Test
  void whatIsLeftOfAFilledBatchGoesAtOnceWhenItFillsABatchItself() throws Exception {
    test.builder().batchBytes(2 * EVENT_BYTES).linger(Duration.ofHours(1)).requestsInFlight(2);
    CountDownLatch largeIsDone = new CountDownLatch(1);
    test.always(
        ids -> {
          if (ids.contains("a")) {
            largeIsDone.await();
          }
          return ScriptedGateway.accepted(ids);
        });
    LakebusClient client = test.client(new SteadyClock());
    String large = "x".repeat(200);

    List<CompletableFuture<Receipt>> results = send(client, "a", large);

    assertThat(receipt(results.getLast())).isEqualTo(new Receipt(large));
    largeIsDone.countDown();
    assertThat(receipt(results.getFirst())).isEqualTo(new Receipt("a"));
  }

  @Test
  void anEventWaitsForOthersOnlySoLong() throws Exception {
    test.builder().linger(Duration.ofMillis(20));
    LakebusClient client = test.client(new SteadyClock());
    long start = System.nanoTime();

    receipt(client.send(event("a")));

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(20));
  }

  @Test
  void aFlushSendsWhatWaitsAndReturnsWhenItIsDone() throws Exception {
    test.builder().linger(Duration.ofHours(1)).requestsInFlight(2).batchEvents(2);
    LakebusClient client = test.client(new SteadyClock());
    List<CompletableFuture<Receipt>> results = send(client, "a", "b", "c");

    client.flush();

    assertThat(results).allMatch(CompletableFuture::isDone);
    assertThat(gateway.requestedIds()).containsExactlyInAnyOrder("a b", "c");
    client.flush();
  }

  @Test
  void aFlushWaitsForWhatIsUnderWay() throws Exception {
    test.holdFirstRequest();
    LakebusClient client = test.client();
    CompletableFuture<Receipt> result = client.send(event("a"));
    test.awaitHeldRequest();
    AtomicReference<Boolean> done = new AtomicReference<>();
    Thread flushing =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    client.flush();
                    done.set(result.isDone());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    awaitState(flushing, Thread.State.WAITING);
    test.letGo();
    flushing.join();

    assertThat(done.get()).isTrue();
  }

  @Test
  void noMoreRequestsAreUnderWayThanIsAllowed() throws Exception {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    test.always(
        ids -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          three.countDown();
          three.await();
          underWay.decrementAndGet();
          return ScriptedGateway.accepted(ids);
        });
    test.builder().batchEvents(1).requestsInFlight(3);
    LakebusClient client = test.client();

    for (int number = 0; number < 100; number++) {
      sent.add(client.send(event("e" + number)));
    }
    client.flush();

    assertThat(most.get()).isEqualTo(3);
    assertThat(gateway.requests()).hasSize(100);
    assertThat(sent).hasSize(100).allMatch(result -> !result.isCompletedExceptionally());
  }

  @Test
  void aFullClientFailsWhatIsTooMuchAndHasRoomAgainLater() throws Exception {
    test.builder().bufferBytes(2 * EVENT_BYTES).whenFull(WhenFull.FAIL);
    test.holdFirstRequest();
    LakebusClient client = test.client();
    CompletableFuture<Receipt> first = client.send(event("a"));
    test.awaitHeldRequest();
    CompletableFuture<Receipt> second = client.send(event("b"));

    assertThat(failure(client.send(event("c"))))
        .isInstanceOf(NotAcceptedException.class)
        .hasMessage("event c is not accepted: not-sent the client's buffer is full");

    test.letGo();
    receipt(first);
    receipt(second);
    client.flush();
    assertThat(receipt(client.send(event("d")))).isEqualTo(new Receipt("d"));
    assertThat(gateway.requestedIds()).containsExactly("a", "b", "d");
  }

  @Test
  void aFullClientHoldsItsCallerUntilThereIsRoom() throws Exception {
    test.builder().bufferBytes(EVENT_BYTES);
    test.holdFirstRequest();
    LakebusClient client = test.client();
    sent.add(client.send(event("a")));
    test.awaitHeldRequest();
    AtomicReference<CompletableFuture<Receipt>> second = new AtomicReference<>();
    Thread sender = Thread.ofVirtual().start(() -> second.set(client.send(event("b"))));
    awaitState(sender, Thread.State.TIMED_WAITING);
    assertThat(second.get()).isNull();

    test.letGo();
    sender.join();

    assertThat(receipt(second.get())).isEqualTo(new Receipt("b"));
  }

  @Test
  void aCallerWhoWaitsForRoomDoesNotWaitForABatchToFill() throws Exception {
    test.builder().bufferBytes(EVENT_BYTES).linger(Duration.ofHours(1));
    LakebusClient client = test.client(new SteadyClock());

    CompletableFuture<Receipt> first = client.send(event("a"));
    sent.add(client.send(event("b")));

    assertThat(receipt(first)).isEqualTo(new Receipt("a"));
    client.flush();
  }

  @Test
  void aCallerWaitsForRoomUpToTheEventsDeadline() throws Exception {
    test.builder().bufferBytes(EVENT_BYTES).deadline(Duration.ofMillis(30));
    test.holdFirstRequest();
    LakebusClient client = test.client(new SteadyClock());
    sent.add(client.send(event("a")));
    test.awaitHeldRequest();

    assertThat(failure(client.send(event("b"))))
        .isInstanceOf(NotAcceptedException.class)
        .hasMessageEndingWith("the client's buffer was full until the event's deadline");
  }

  @Test
  void aCallerWhoIsInterruptedWaitsForRoomNoLonger() throws Exception {
    test.builder().bufferBytes(EVENT_BYTES);
    test.holdFirstRequest();
    LakebusClient client = test.client();
    sent.add(client.send(event("a")));
    test.awaitHeldRequest();

    Thread.currentThread().interrupt();
    CompletableFuture<Receipt> second = client.send(event("b"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure(second))
        .isInstanceOf(NotAcceptedException.class)
        .hasMessageEndingWith("interrupted while the client's buffer was full");
  }

  @Test
  void aCallerWhoWaitsForRoomIsToldAsSoonAsTheClientIsClosed() throws Exception {
    test.builder().bufferBytes(EVENT_BYTES);
    test.holdFirstRequest();
    LakebusClient client = test.client();
    CompletableFuture<Receipt> first = client.send(event("a"));
    test.awaitHeldRequest();
    AtomicReference<RuntimeException> told = new AtomicReference<>();
    Thread sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    sent.add(client.send(event("b")));
                  } catch (IllegalStateException e) {
                    told.set(e);
                  }
                });
    awaitState(sender, Thread.State.TIMED_WAITING);
    Thread closing = Thread.ofVirtual().start(client::close);

    sender.join();

    assertThat(told.get()).hasMessage("the client is closed");
    assertThat(first).isNotDone();
    test.letGo();
    closing.join();
    assertThat(receipt(first)).isEqualTo(new Receipt("a"));
  }

  @Test
  void anEventThatNeverFitsIsRefusedByTheClient() {
    test.builder().bufferBytes(EVENT_BYTES - 1);
    LakebusClient client = test.client();

    assertThatThrownBy(() -> client.send(event("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("event a is larger than the client's buffer");
  }

  @Test
  void manyThreadsSendEachEventOnce() throws Exception {
    test.builder().batchEvents(7).requestsInFlight(3).bufferBytes(40 * EVENT_BYTES);
    LakebusClient client = test.client(new SteadyClock());
    List<Thread> senders =
        IntStream.range(0, 8)
            .mapToObj(
                sender ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int number = 0; number < 250; number++) {
                                sent.add(client.send(event(sender + "-" + number)));
                              }
                            }))
            .toList();
    for (Thread sender : senders) {
      sender.join();
    }
    client.flush();

    List<String> requested =
        gateway.requestedIds().stream().flatMap(ids -> List.of(ids.split(" ")).stream()).toList();
    assertThat(requested).hasSize(2_000).doesNotHaveDuplicates();
    assertThat(sent).hasSize(2_000).allMatch(result -> result.isDone());
    for (CompletableFuture<Receipt> result : sent) {
      receipt(result);
    }
  }

  /** Sends one event and, while its request is under way, the others; all are accepted. */
  private void sendBehindAHeldRequest(String... ids) throws Exception {
    test.holdFirstRequest();
    LakebusClient client = test.client();
    sent.add(client.send(event("first")));
    test.awaitHeldRequest();
    List<CompletableFuture<Receipt>> results = send(client, ids);
    test.letGo();
    client.flush();
    for (int index = 0; index < ids.length; index++) {
      assertThat(receipt(results.get(index))).isEqualTo(new Receipt(ids[index]));
    }
  }

  private static List<CompletableFuture<Receipt>> send(LakebusClient client, String... ids) {
    List<CompletableFuture<Receipt>> results = new ArrayList<>();
    for (String id : ids) {
      results.add(client.send(event(id)));
    }
    return results;
  }
}
