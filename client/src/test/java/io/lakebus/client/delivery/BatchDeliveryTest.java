// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lakebus.client.delivery.ScriptedGateway.firstAccepted;
import static io.lakebus.client.delivery.ScriptedGateway.problem;
import static io.lakebus.client.delivery.ScriptedGateway.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is sent again, how long is waited, and what is known in the end. */
class BatchDeliveryTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ScriptedGateway gateway = new ScriptedGateway();
  private final HandTime time = new HandTime();
  private final ClosableGate gate = new ClosableGate();
  private final List<String> results = new ArrayList<>();
  private final List<String> retried = new ArrayList<>();

  /** An event with nothing but an id. */
  private record Event(String id, Instant deadline) implements Deliverable {
    @Override
    public byte[] json() {
      return ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
    }
  }

  @Test
  void oneEventIsAnObjectAndSeveralAreAnArray() throws Exception {
    deliver("a");
    deliver("a", "b", "c");

    assertThat(gateway.requests())
        .containsExactly("{\"id\":\"a\"}", "[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]");
    assertThat(results)
        .containsExactly(
            "a ACCEPTED 202 after 1",
            "a ACCEPTED 202 after 1",
            "b ACCEPTED 202 after 1",
            "c ACCEPTED 202 after 1");
    assertThat(retried).isEmpty();
    assertThat(time.sleeps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 502, 503, 504})
  void whatIsTemporaryIsSentAgainByteForByte(int status) throws Exception {
    gateway.then(problem(status, "later"));

    deliver("a", "b");

    assertThat(gateway.requests()).hasSize(2).containsOnly(gateway.requests().getFirst());
    assertThat(results).containsExactly("a ACCEPTED 202 after 2", "b ACCEPTED 202 after 2");
    assertThat(retried).containsExactly("a " + status, "b " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 405, 415, 422, 431})
  void aRefusalIsFinalForAll(int status) throws Exception {
    gateway.then(problem(status, "no"));

    deliver("a", "b");

    assertThat(results)
        .containsExactly(
            "a NOT_ACCEPTED " + status + " after 1", "b NOT_ACCEPTED " + status + " after 1");
    assertThat(gateway.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 500, 501})
  void anAnswerThatSaysNothingOfTheEventIsNotSentAgainAndLeavesDoubt(int status) throws Exception {
    gateway.then(problem(status, "what"));

    deliver("a");

    assertThat(results).containsExactly("a UNKNOWN " + status + " after 1");
    assertThat(gateway.requests()).hasSize(1);
  }

  @Test
  void ofAPartlyAcceptedBatchOnlyWhatMayStillSucceedIsSentAgain() throws Exception {
    gateway.then(
        reply(
            207,
            "{\"events\":[{\"status\":\"accepted\"},"
                + "{\"status\":\"failed\",\"problem\":{\"status\":422,\"code\":\"x\"}},"
                + "{\"status\":\"failed\",\"problem\":{\"status\":503,\"code\":\"y\"}}]}"));

    deliver("a", "b", "c");

    assertThat(gateway.requestedIds()).containsExactly("a b c", "c");
    assertThat(results)
        .containsExactly(
            "a ACCEPTED 202 after 1", "b NOT_ACCEPTED 422 after 1", "c ACCEPTED 202 after 2");
    assertThat(retried).containsExactly("c 503");
  }

  @Test
  void theEventThatSpoilsItsBatchIsFoundAndTheOthersAreAccepted() throws Exception {
    for (int request = 0; request < 20; request++) {
      gateway.then(
          ids ->
              ids.contains("f") || ids.contains("c")
                  ? problem(400, "duplicate-key")
                  : ScriptedGateway.accepted(ids));
    }

    deliver("a", "b", "c", "d", "e", "f", "g", "h");

    assertThat(gateway.requestedIds())
        .containsExactly(
            "a b c d e f g h",
            "a b c d",
            "a b",
            "c d",
            "c",
            "d",
            "e f g h",
            "e f",
            "e",
            "f",
            "g h");
    assertThat(results)
        .containsExactly(
            "a ACCEPTED 202 after 3",
            "b ACCEPTED 202 after 3",
            "c NOT_ACCEPTED 400 after 4",
            "d ACCEPTED 202 after 4",
            "e ACCEPTED 202 after 4",
            "f NOT_ACCEPTED 400 after 4",
            "g ACCEPTED 202 after 3",
            "h ACCEPTED 202 after 3");
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void aBatchThatIsTooLargeIsHalved() throws Exception {
    gateway.then(problem(413, "body-too-large"));

    deliver("a", "b", "c");

    assertThat(gateway.requestedIds()).containsExactly("a b c", "a", "b c");
    assertThat(retried).containsExactly("a 413", "b 413", "c 413");
  }

  @Test
  void whatIsRefusedWithOthersAndThenInTimeNoMoreIsNotRefusedItself() throws Exception {
    gateway.then(
        ids -> {
          gate.close(Duration.ofHours(1));
          return problem(413, "body-too-large");
        });

    deliver("a", "b");

    assertThat(results).containsExactly("a NOT_ACCEPTED 0 after 1", "b NOT_ACCEPTED 0 after 1");
    assertThat(gateway.requests()).hasSize(1);
  }

  @Test
  void aLostAnswerLeavesDoubtThatALaterRefusalDoesNotRemove() throws Exception {
    gateway.then(
        ids -> {
          throw new IOException("connection reset");
        });
    gateway.then(problem(401, "unauthorized"));

    deliver("a");

    assertThat(results).containsExactly("a UNKNOWN 401 after 2");
  }

  @Test
  void noConnectionLeavesNoDoubt() throws Exception {
    gateway.then(
        ids -> {
          throw new NotReachedException("nothing answers", new IOException());
        });
    gateway.then(problem(401, "unauthorized"));

    deliver("a");

    assertThat(results).containsExactly("a NOT_ACCEPTED 401 after 2");
  }

  @Test
  void aSuccessThatDoesNotSpeakOfTheEventsIsSentAgain() throws Exception {
    gateway.then(reply(200, "<html>a proxy's page</html>"));

    deliver("a");

    assertThat(results).containsExactly("a ACCEPTED 202 after 2");
    assertThat(retried).containsExactly("a 0");
  }

  @Test
  void waitsGrowAndAreNeverShorterThanTheGatewayAsks() throws Exception {
    gateway.then(problem(503, "x"));
    gateway.then(problem(503, "x"));
    gateway.then(problem(429, "x", Duration.ofSeconds(7)));
    gateway.then(problem(429, "x", Duration.ZERO));

    deliver("a");

    assertThat(time.sleeps()).hasSize(4);
    assertThat(time.sleeps().get(0)).isBetween(Duration.ofNanos(1), Duration.ofMillis(100));
    assertThat(time.sleeps().get(1)).isBetween(Duration.ofNanos(1), Duration.ofMillis(200));
    assertThat(time.sleeps().get(2)).isEqualTo(Duration.ofSeconds(7));
    assertThat(time.sleeps().get(3)).isBetween(Duration.ofMillis(1), Duration.ofMillis(800));
  }

  @Test
  void eachEventIsSentUntilItsOwnDeadline() throws Exception {
    for (int attempt = 0; attempt < 100; attempt++) {
      gateway.then(problem(429, "rate-limited", Duration.ofSeconds(1)));
    }

    delivery()
        .deliver(
            List.of(
                new Event("a", HandTime.START.plusSeconds(2)),
                new Event("b", HandTime.START.plusSeconds(5))),
            new Listening());

    assertThat(results).containsExactly("a NOT_ACCEPTED 429 after 3", "b NOT_ACCEPTED 429 after 6");
    assertThat(gateway.requestedIds()).containsExactly("a b", "a b", "a b", "b", "b", "b");
  }

  @Test
  void aWaitBeyondTheDeadlineIsNotBegun() throws Exception {
    gateway.then(problem(429, "quota-exhausted", Duration.ofHours(1)));

    deliver("a");

    assertThat(results).containsExactly("a NOT_ACCEPTED 429 after 1");
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void theFirstAttemptThatHasNothingToWaitForIsMadeHoweverShortTheTime() throws Exception {
    gateway.then(problem(503, "x"));

    delivery().deliver(List.of(new Event("a", HandTime.START.minusNanos(1))), new Listening());

    assertThat(results).containsExactly("a UNKNOWN 503 after 1");
    assertThat(gateway.requestedIds()).containsExactly("a");
  }

  @Test
  void aWaitMayEndWithTheDeadlineAndNotLater() throws Exception {
    gate.close(Duration.ofSeconds(3));

    delivery()
        .deliver(
            List.of(
                new Event("late", HandTime.START.plusSeconds(3).minusNanos(1)),
                new Event("last", HandTime.START.plusSeconds(3))),
            new Listening());

    assertThat(results).containsExactly("late NOT_ACCEPTED 0 after 0", "last ACCEPTED 202 after 1");
  }

  @Test
  void nothingIsSentWhileTheGateIsClosed() throws Exception {
    gate.close(Duration.ofSeconds(3));
    gateway.then(
        ids -> {
          gate.close(Duration.ofSeconds(20));
          return problem(503, "x");
        });

    deliver("a");

    assertThat(time.sleeps().getFirst()).isEqualTo(Duration.ofSeconds(3));
    assertThat(Duration.between(HandTime.START, time.instant())).isEqualTo(Duration.ofSeconds(23));
    assertThat(results).containsExactly("a ACCEPTED 202 after 2");
    assertThat(gate.heard).containsExactly(503, 202);
  }

  @Test
  void whatTheGateKeepsBeyondItsDeadlineEndsAtOnce() throws Exception {
    gate.close(MINUTE.plusNanos(1));

    deliver("a");

    assertThat(results).containsExactly("a NOT_ACCEPTED 0 after 0");
    assertThat(gateway.requests()).isEmpty();
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void anInterruptedRequestLeavesDoubtAndAnInterruptedWaitWhatIsKnown() {
    gateway.then(ids -> firstAccepted(ids, 429, "x"));
    gateway.then(
        ids -> {
          throw new InterruptedException();
        });
    assertThatThrownBy(() -> deliver("a", "b")).isInstanceOf(InterruptedException.class);

    gateway.then(
        ids -> {
          Thread.currentThread().interrupt();
          return problem(429, "rate-limited");
        });
    assertThatThrownBy(() -> deliver("c")).isInstanceOf(InterruptedException.class);

    assertThat(results)
        .containsExactly(
            "a ACCEPTED 202 after 1", "b UNKNOWN 0 after 2", "c NOT_ACCEPTED 429 after 1");
  }

  @Test
  void whateverBreaksEachEventIsToldOf() {
    gateway.then(
        ids -> {
          throw new IllegalStateException("broken");
        });

    assertThatThrownBy(() -> deliver("a", "b")).isInstanceOf(IllegalStateException.class);

    assertThat(results).containsExactly("a UNKNOWN 0 after 1", "b UNKNOWN 0 after 1");
  }

  private void deliver(String... ids) throws InterruptedException {
    Instant deadline = time.instant().plus(MINUTE);
    delivery()
        .deliver(Arrays.stream(ids).map(id -> new Event(id, deadline)).toList(), new Listening());
  }

  private BatchDelivery<Event> delivery() {
    Backoff backoff = new Backoff(Backoff.FIRST, Duration.ofSeconds(2), new Random(1));
    return new BatchDelivery<>(gateway, backoff, gate, time, time);
  }

  /** Writes down what it hears. */
  private final class Listening implements ResultListener<Event> {

    @Override
    public void delivered(DeliveryResult<Event> result) {
      results.add(
          result.event().id()
              + " "
              + result.fate()
              + " "
              + result.answer().status()
              + " after "
              + result.attempts());
    }

    @Override
    public void retried(Event event, Answer answer) {
      retried.add(event.id() + " " + answer.status());
    }
  }

  /** A gate that is closed for as long as it is told. */
  private final class ClosableGate implements Gate {

    private final List<Integer> heard = new ArrayList<>();
    private Optional<Instant> opens = Optional.empty();

    void close(Duration howLong) {
      opens = Optional.of(time.instant().plus(howLong));
    }

    @Override
    public Duration remaining(Instant now) {
      return opens
          .filter(now::isBefore)
          .map(until -> Duration.between(now, until))
          .orElse(Duration.ZERO);
    }

    @Override
    public void heard(Reply reply, Instant now) {
      heard.add(reply.status());
    }
  }
}
