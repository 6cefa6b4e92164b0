// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lakebus.client.delivery.Answer;
import io.lakebus.client.delivery.Gateway;
import io.lakebus.client.delivery.NotReachedException;
import io.lakebus.client.delivery.Reply;
import io.lakebus.client.delivery.Sleeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is sent again, how long is waited, and what is known in the end. */
final class DeliveryTest {

  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private final Deque<Step> script = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> outcomes = new ArrayList<>();
  private Instant now = START;

  /** What the scripted gateway does with one request. */
  private interface Step {
    Reply answer() throws IOException;
  }

  @Test
  void anAcceptedEventIsSentOnce() throws Exception {
    script.add(() -> accepted(1));
    deliver(1);
    assertThat(outcomes).containsExactly("e1 ACCEPTED 202 after 1");
    assertThat(requests).containsExactly("{\"id\":\"e1\",\"detail-type\":\"t\",\"detail\":{}}");
    assertThat(pauses).isEmpty();
  }

  @Test
  void tooManyAndUnavailableAreSentAgainUnchanged() throws Exception {
    script.add(() -> problem(429, "rate-limited"));
    script.add(() -> problem(503, "log-unavailable"));
    script.add(() -> accepted(2));
    deliver(2);
    assertThat(outcomes).containsExactly("e1 ACCEPTED 202 after 3", "e2 ACCEPTED 202 after 3");
    assertThat(requests).hasSize(3).containsOnly(requests.getFirst());
  }

  @Test
  void waitsGrowAndAreNeverShorterThanTheGatewayAsks() throws Exception {
    script.add(() -> problem(503, "x"));
    script.add(() -> problem(503, "x"));
    script.add(() -> problem(503, "x"));
    script.add(() -> new Reply(429, Optional.of(Duration.ofSeconds(7)), new byte[0]));
    script.add(() -> accepted(1));
    deliver(1);
    assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofMillis(100));
    assertThat(pauses.get(1)).isLessThanOrEqualTo(Duration.ofMillis(200));
    assertThat(pauses.get(2)).isLessThanOrEqualTo(Duration.ofMillis(400));
    assertThat(pauses.get(3)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void ofAPartlyAcceptedBatchOnlyWhatMayStillSucceedIsSentAgain() throws Exception {
    script.add(
        () ->
            reply(
                207,
                "{\"accepted\":1,\"events\":[{\"id\":\"e1\",\"status\":\"accepted\"},"
                    + "{\"id\":\"e2\",\"status\":\"rejected\",\"problem\":{\"status\":413,"
                    + "\"code\":\"too-large\",\"detail\":\"2 MiB\"}},"
                    + "{\"id\":\"e3\",\"status\":\"rejected\",\"problem\":{\"status\":503,"
                    + "\"code\":\"log-unavailable\"}}]}"));
    script.add(() -> accepted(1));
    deliver(3);
    assertThat(outcomes)
        .containsExactly(
            "e1 ACCEPTED 202 after 1", "e2 REJECTED 413 after 1", "e3 ACCEPTED 202 after 2");
    assertThat(requests.get(1)).isEqualTo("{\"id\":\"e3\",\"detail-type\":\"t\",\"detail\":{}}");
  }

  @Test
  void aRefusalIsNotSentAgain() throws Exception {
    script.add(() -> problem(422, "invalid-event"));
    deliver(1);
    assertThat(outcomes).containsExactly("e1 REJECTED 422 after 1");
  }

  @Test
  void aLostAnswerLeavesDoubtThatALaterRefusalDoesNotRemove() throws Exception {
    script.add(
        () -> {
          throw new IOException("connection reset");
        });
    script.add(() -> problem(401, "unauthorized"));
    deliver(1);
    assertThat(outcomes).containsExactly("e1 UNKNOWN 401 after 2");
  }

  @Test
  void noConnectionLeavesNoDoubt() throws Exception {
    script.add(
        () -> {
          throw new NotReachedException("refused", new IOException("refused"));
        });
    script.add(() -> problem(401, "unauthorized"));
    deliver(1);
    assertThat(outcomes).containsExactly("e1 REJECTED 401 after 2");
  }

  @Test
  void anErrorOfTheGatewayIsNotSentAgainAndLeavesDoubt() throws Exception {
    script.add(() -> problem(500, "internal"));
    deliver(1);
    assertThat(outcomes).containsExactly("e1 UNKNOWN 500 after 1");
  }

  @Test
  void aSuccessThatDoesNotSpeakOfTheEventsIsSentAgain() throws Exception {
    script.add(() -> reply(200, "<html>a proxy's page</html>"));
    script.add(() -> accepted(1));
    deliver(1);
    assertThat(outcomes).containsExactly("e1 ACCEPTED 202 after 2");
  }

  @Test
  void itGivesUpWhenTheTimeIsOver() throws Exception {
    for (int attempt = 0; attempt < 100; attempt++) {
      script.add(() -> problem(503, "log-unavailable"));
    }
    deliver(1);
    assertThat(outcomes).singleElement().asString().startsWith("e1 UNKNOWN 503 after ");
    assertThat(Duration.between(START, now))
        .isBetween(Duration.ofSeconds(57), Duration.ofSeconds(60));
  }

  @Test
  void aWaitBeyondTheTimeIsNotBegun() throws Exception {
    script.add(() -> new Reply(429, Optional.of(Duration.ofHours(1)), new byte[0]));
    deliver(1);
    assertThat(outcomes).containsExactly("e1 REJECTED 429 after 1");
    assertThat(pauses).isEmpty();
  }

  @Test
  void withoutTimeForRetriesAnEventIsSentOnce() throws Exception {
    script.add(() -> problem(503, "log-unavailable"));
    deliver(1, Duration.ZERO);
    assertThat(outcomes).containsExactly("e1 UNKNOWN 503 after 1");
  }

  private void deliver(int events) throws InterruptedException {
    deliver(events, Duration.ofMinutes(1));
  }

  private void deliver(int events, Duration retryFor) throws InterruptedException {
    Gateway gateway =
        body -> {
          requests.add(new String(body, StandardCharsets.UTF_8));
          return script.remove().answer();
        };
    Sleeper sleeper =
        time -> {
          pauses.add(time);
          now = now.plus(time);
        };
    DeliveryListener listener =
        new DeliveryListener() {
          @Override
          public void delivered(Delivered delivered) {
            outcomes.add(
                delivered.event().id()
                    + " "
                    + delivered.outcome()
                    + " "
                    + delivered.answer().status()
                    + " after "
                    + delivered.attempts());
          }

          @Override
          public void retried(Answer answer) {}
        };
    new Delivery(gateway, retryFor, this::tick, sleeper, listener)
        .deliver(IntStream.rangeClosed(1, events).mapToObj(DeliveryTest::event).toList());
  }

  /** A moment passes between any two looks at the clock. */
  private Instant tick() {
    now = now.plusNanos(1);
    return now;
  }

  private static OutgoingEvent event(int number) {
    return new OutgoingEvent(
        number,
        new Position("f", number),
        JsonNodeFactory.instance.objectNode().put("id", "e" + number).put("detail-type", "t"),
        "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static Reply accepted(int count) {
    StringBuilder events = new StringBuilder();
    for (int event = 0; event < count; event++) {
      events.append(event == 0 ? "" : ",").append("{\"id\":\"x\",\"status\":\"accepted\"}");
    }
    return reply(202, "{\"accepted\":" + count + ",\"events\":[" + events + "]}");
  }

  private static Reply problem(int status, String code) {
    return reply(status, "{\"status\":" + status + ",\"code\":\"" + code + "\"}");
  }

  private static Reply reply(int status, String body) {
    return new Reply(status, Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
  }
}
