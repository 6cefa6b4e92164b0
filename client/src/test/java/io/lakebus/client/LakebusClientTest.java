// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import io.lakebus.client.delivery.NotReachedException;
import io.lakebus.client.delivery.Reply;
import io.lakebus.client.delivery.ScriptedGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.lakebus.client.TestClient.event;
import static io.lakebus.client.TestClient.failure;
import static io.lakebus.client.TestClient.receipt;
import static io.lakebus.client.delivery.ScriptedGateway.problem;
import static io.lakebus.client.delivery.ScriptedGateway.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of events, told by a gateway in memory, in time that passes at once. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LakebusClientTest {

  private final TestClient test = new TestClient();
  private final ScriptedGateway gateway = test.gateway();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void anAcceptedEventHasAReceipt() throws Exception {
    LakebusClient client = test.client();

    assertThat(receipt(client.send(event("a")))).isEqualTo(new Receipt("a"));
    assertThat(gateway.requests())
        .containsExactly("{\"id\":\"a\",\"detail-type\":\"t\",\"detail\":{}}");
  }

  @Test
  void anEventIsSentAgainWithTheIdThatItWasGivenAtFirst() throws Exception {
    gateway.then(problem(503, "log-unavailable", Duration.ofSeconds(1)));
    gateway.then(
        ids -> {
          throw new IOException("connection reset");
        });
    OutgoingEvent event = OutgoingEvent.of("t", "{}");

    Receipt receipt = receipt(test.client().send(event));

    assertThat(receipt).isEqualTo(new Receipt(event.id()));
    assertThat(gateway.requests()).hasSize(3).containsOnly(gateway.requests().getFirst());
    assertThat(test.time().sleeps().getFirst()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void eachEventOfABatchHasItsOwnFate() throws Exception {
    test.holdFirstRequest();
    gateway.then(
        reply(
            207,
            "{\"accepted\":1,\"events\":[{\"id\":\"a\",\"status\":\"accepted\"},"
                + "{\"status\":\"failed\",\"problem\":{\"status\":422,\"code\":\"invalid-event\","
                + "\"detail\":\"time is wrong\",\"errors\":[{\"detail\":\"time is wrong\","
                + "\"pointer\":\"#/1/time\"}]}},"
                + "{\"id\":\"c\",\"status\":\"failed\",\"problem\":{\"status\":503,"
                + "\"code\":\"log-unavailable\"}}]}"));
    LakebusClient client = test.client();
    CompletableFuture<Receipt> first = client.send(event("first"));
    test.awaitHeldRequest();
    CompletableFuture<Receipt> a = client.send(event("a"));
    CompletableFuture<Receipt> b = client.send(event("b"));
    CompletableFuture<Receipt> c = client.send(event("c"));
    test.letGo();

    assertThat(List.of(receipt(first), receipt(a), receipt(c)))
        .containsExactly(new Receipt("first"), new Receipt("a"), new Receipt("c"));
    SendException refused = failure(b);
    assertThat(refused)
        .isInstanceOf(RefusedException.class)
        .hasMessage("event b is refused: 422 invalid-event time is wrong");
    assertThat(refused.eventId()).isEqualTo("b");
    assertThat(refused.problem())
        .isEqualTo(
            new Problem(
                422,
                "invalid-event",
                "time is wrong",
                List.of(new Problem.FieldError("time is wrong", "#/time"))));
    assertThat(gateway.requestedIds()).containsExactly("first", "a b c", "c");
  }

  @Test
  void aKeyThatIsNotTakenIsFinalAtOnce() throws Exception {
    gateway.then(problem(401, "invalid-credentials"));
    gateway.then(problem(403, "vendor-suspended"));
    LakebusClient client = test.client();

    assertThat(failure(client.send(event("a"))))
        .isInstanceOf(RefusedException.class)
        .hasMessage("event a is refused: 401 invalid-credentials d");
    assertThat(failure(client.send(event("b")))).isInstanceOf(RefusedException.class);
    assertThat(test.time().sleeps()).isEmpty();
  }

  @Test
  void aVendorAtItsLimitsUntilTheDeadlineHasTheEventNotAccepted() throws Exception {
    gateway.then(problem(429, "quota-exhausted", Duration.ofHours(3)));

    assertThat(failure(test.client().send(event("a"))))
        .isInstanceOf(NotAcceptedException.class)
        .hasMessage("event a is not accepted: 429 quota-exhausted d");
  }

  @Test
  void aGatewayThatIsNeverReachedDoesNotHaveTheEvent() throws Exception {
    test.always(
        ids -> {
          throw new NotReachedException("nothing answers at http://x", new IOException());
        });

    assertThat(failure(test.client().send(event("a"))))
        .isInstanceOf(NotAcceptedException.class)
        .hasMessage("event a is not accepted: not-reached nothing answers at http://x");
    assertThat(test.elapsed()).isBetween(Duration.ofSeconds(45), TestClient.DEADLINE);
  }

  @Test
  void aMissingAnswerLeavesTheFateUnknown() throws Exception {
    test.always(
        ids -> {
          throw new IOException("connection reset");
        });

    assertThat(failure(test.client().send(event("a"))))
        .isInstanceOf(UnknownFateException.class)
        .hasMessage("event a may be accepted or not: no-answer connection reset");
  }

  @Test
  void noRequestBeginsWhileALimitIsUsedUp() throws Exception {
    gateway.then(
        ids ->
            new Reply(
                202,
                Optional.empty(),
                Optional.of(Duration.ofSeconds(5)),
                ScriptedGateway.accepted(ids).body()));
    LakebusClient client = test.client();

    assertThat(receipt(client.send(event("a")))).isEqualTo(new Receipt("a"));
    assertThat(test.time().sleeps()).isEmpty();
    assertThat(receipt(client.send(event("b")))).isEqualTo(new Receipt("b"));
    assertThat(test.time().sleeps()).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void anEventThatHasWaitedTooLongIsNotSent() throws Exception {
    test.holdFirstRequest();
    LakebusClient client = test.client();
    CompletableFuture<Receipt> first = client.send(event("first"));
    test.awaitHeldRequest();
    CompletableFuture<Receipt> late = client.send(event("late"));
    test.time().advance(Duration.ofNanos(1));
    CompletableFuture<Receipt> last = client.send(event("last"));
    test.time().advance(TestClient.DEADLINE);
    test.letGo();

    assertThat(List.of(receipt(first), receipt(last)))
        .containsExactly(new Receipt("first"), new Receipt("last"));
    assertThat(failure(late))
        .isInstanceOf(NotAcceptedException.class)
        .hasMessage(
            "event late is not accepted: not-sent its time was over before it could be sent");
    assertThat(gateway.requestedIds()).containsExactly("first", "last");
  }

  @Test
  void whatBreaksTheClientIsToldAndTheNextEventIsSent() throws Exception {
    gateway.then(
        ids -> {
          throw new IllegalStateException("broken");
        });
    LakebusClient client = test.client();

    assertThat(failure(client.send(event("a")))).isInstanceOf(UnknownFateException.class);
    assertThat(receipt(client.send(event("b")))).isEqualTo(new Receipt("b"));
  }

  @Test
  void whatIsChainedToAFutureMayNotFlush() throws Exception {
    LakebusClient client = test.client();
    test.holdFirstRequest();
    CompletableFuture<Void> flushed =
        client
            .send(event("a"))
            .thenAccept(
                receipt -> {
                  try {
                    client.flush();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    test.letGo();

    assertThatThrownBy(() -> flushed.get(60, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("flush() waits for the thread that calls it");
  }

  @Test
  void whatIsChainedToAFutureMayClose() throws Exception {
    LakebusClient client = test.client();
    test.holdFirstRequest();
    CompletableFuture<Receipt> first = client.send(event("a"));
    CompletableFuture<Void> closed = first.thenAccept(receipt -> client.close());
    test.awaitHeldRequest();
    CompletableFuture<Receipt> second = client.send(event("b"));
    test.letGo();

    closed.get(60, TimeUnit.SECONDS);
    assertThat(receipt(first)).isEqualTo(new Receipt("a"));
    assertThat(failure(second))
        .isInstanceOf(NotAcceptedException.class)
        .hasMessage("event b is not accepted: not-sent the client was closed before it was sent");
  }

  @Test
  void closingFinishesWhatIsThereAndTakesNothingMore() throws Exception {
    test.holdFirstRequest();
    LakebusClient client = test.client();
    CompletableFuture<Receipt> first = client.send(event("a"));
    test.awaitHeldRequest();
    CompletableFuture<Receipt> second = client.send(event("b"));
    Thread closing = Thread.ofVirtual().start(client::close);
    test.letGo();
    closing.join();

    assertThat(first).isCompletedWithValue(new Receipt("a"));
    assertThat(second).isCompletedWithValue(new Receipt("b"));
    assertThatThrownBy(() -> client.send(event("c")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the client is closed");
    client.close();
    client.flush();
    assertThat(test.afterwards()).isEqualTo(1);
  }

  @Test
  void whatIsNotDoneInTimeFailsByWhatIsKnownOfIt() throws Exception {
    test.holdFirstRequest();
    LakebusClient client = test.closingWithin(Duration.ofMillis(20)).client();
    CompletableFuture<Receipt> underWay = client.send(event("a"));
    test.awaitHeldRequest();
    CompletableFuture<Receipt> waiting = client.send(event("b"));

    client.close();

    assertThat(underWay).isCompletedExceptionally();
    assertThat(waiting).isCompletedExceptionally();
    assertThat(failure(underWay)).isInstanceOf(UnknownFateException.class);
    assertThat(failure(waiting)).isInstanceOf(NotAcceptedException.class);
    assertThat(test.afterwards()).isEqualTo(1);
  }

  @Test
  void aThreadThatIsInterruptedDoesNotWaitForTheEnd() throws Exception {
    test.holdFirstRequest();
    LakebusClient client = test.closingWithin(Duration.ofHours(1)).client();
    CompletableFuture<Receipt> underWay = client.send(event("a"));
    test.awaitHeldRequest();

    Thread.currentThread().interrupt();
    client.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure(underWay))
        .isInstanceOf(UnknownFateException.class)
        .hasMessage(
            "event a may be accepted or not: no-answer given up before there was an answer");
  }

  @Test
  void anEventWhoseFutureIsHeldUpIsToldBeforeTheClientIsClosed() throws Exception {
    test.holdFirstRequest();
    gateway.then(ScriptedGateway::accepted);
    LakebusClient client = test.closingWithin(Duration.ofMillis(20)).client();
    CompletableFuture<Thread> heldUp = new CompletableFuture<>();
    CompletableFuture<Receipt> first = client.send(event("first"));
    test.awaitHeldRequest();
    CompletableFuture<Receipt> blocking = client.send(event("a"));
    CompletableFuture<Void> later = new CompletableFuture<>();
    CompletableFuture<Void> chained =
        blocking.thenAccept(
            receipt -> {
              heldUp.complete(Thread.currentThread());
              later.join(); // takes no notice of interrupts
            });
    CompletableFuture<Receipt> behind = client.send(event("b"));
    test.letGo();
    Thread worker = heldUp.get(60, TimeUnit.SECONDS);

    client.close();

    assertThat(failure(behind))
        .isInstanceOf(UnknownFateException.class)
        .hasMessageContaining("holds up the client");
    assertThat(receipt(first)).isEqualTo(new Receipt("first"));
    later.complete(null);
    chained.get(60, TimeUnit.SECONDS);
    worker.join();
  }

  @Test
  void neitherTheClientNorItsSettingsShowTheKey() {
    LakebusClientBuilder builder =
        LakebusClient.builder(TestClient.URL, "a-secret-key").bufferBytes(1_000);
    try (LakebusClient client = builder.build()) {
      assertThat(client).hasToString("LakebusClient[http://gateway.test]");
      assertThat(List.of(client.toString(), builder.settings().toString()))
          .noneMatch(text -> text.contains("secret"));
    }
  }
}
