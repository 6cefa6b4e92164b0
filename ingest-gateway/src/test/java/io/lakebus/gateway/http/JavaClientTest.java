// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.client.LakebusClient;
import io.lakebus.client.LakebusClientBuilder;
import io.lakebus.client.OutgoingEvent;
import io.lakebus.client.Problem;
import io.lakebus.client.Receipt;
import io.lakebus.client.RefusedException;
import io.lakebus.client.SendException;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.limit.TestLimits;
import io.lakebus.gateway.log.AppendResult;
import io.lakebus.gateway.log.FlakyLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.gateway.log.InMemoryEventLog.LogRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The Java client and the gateway, each as it is. */
class JavaClientTest {

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final FlakyLog flaky = new FlakyLog(log);
  private TestGateway gateway = TestGateway.start(flaky);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void anEventArrivesAsItWasGiven() throws Exception {
    String detail = "{ \"név\" : \"Ünnep 🎾\\u00e9\", \"n\":1.50 }";
    try (LakebusClient client = builder().build()) {
      OutgoingEvent event =
          OutgoingEvent.builder("match \"score\"", detail)
              .id("é-1")
              .source("statsfeed.live")
              .time(Instant.parse("2026-11-22T10:00:00Z"))
              .resources(List.of("arn:a", "b\\c"))
              .build();

      assertThat(client.send(event).get(60, TimeUnit.SECONDS)).isEqualTo(new Receipt("é-1"));
    }
    LogRecord record = log.records().getFirst();
    List<String> headers = new ArrayList<>();
    record.headers().forEach(header -> headers.add(header.name() + "=" + text(header.value())));
    assertThat(text(record.value())).isEqualTo(detail);
    assertThat(headers)
        .contains(
            "ce_id=é-1",
            "ce_source=statsfeed.live",
            "ce_type=match \"score\"",
            "ce_time=2026-11-22T10:00:00Z",
            "ce_resources=[\"arn:a\",\"b\\\\c\"]");
  }

  @Test
  void ofABatchEachEventHasItsOwnFate() throws Exception {
    flaky.failAt(1, new AppendResult.NotKept("full"));
    flaky.failAt(2, new AppendResult.Unknown("timed out"));
    try (LakebusClient client = builder().build()) {
      List<CompletableFuture<Receipt>> results =
          List.of(
              client.send(event("a")),
              client.send(OutgoingEvent.builder("t", "{}").id("b").source("tickets").build()),
              client.send(event("c")),
              client.send(event("d")),
              client.send(event("e")));

      client.flush();

      assertThat(failure(results.get(1)).problem())
          .isEqualTo(
              new Problem(
                  403,
                  "source-not-allowed",
                  "the vendor statsfeed may not send this source",
                  List.of()));
      for (int accepted : List.of(0, 2, 3, 4)) {
        assertThat(results.get(accepted)).isCompleted();
      }
    }
    assertThat(ids()).contains("a", "c", "d", "e").doesNotContain("b");
  }

  @Test
  void oneEventThatTheGatewayCannotReadDoesNotSpoilTheOthers() throws Exception {
    try (LakebusClient client = builder().build()) {
      List<CompletableFuture<Receipt>> results = new ArrayList<>();
      for (int number = 0; number < 10; number++) {
        String detail = number == 7 ? "{\"x\":1,\"x\":2}" : "{}";
        results.add(client.send(OutgoingEvent.builder("t", detail).id("e" + number).build()));
      }

      client.flush();

      SendException refused = failure(results.remove(7));
      assertThat(refused).isInstanceOf(RefusedException.class);
      assertThat(refused.problem().code()).isEqualTo("duplicate-key");
      assertThat(results).allMatch(result -> !result.isCompletedExceptionally());
    }
    assertThat(ids())
        .containsExactlyInAnyOrder("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e8", "e9");
  }

  @Test
  void theFieldsThatAreWrongAreNamedWithTheirPlaceInTheEvent() throws Exception {
    try (LakebusClient client = builder().build()) {
      CompletableFuture<Receipt> good = client.send(event("a"));
      CompletableFuture<Receipt> bad = client.send(OutgoingEvent.builder("", "{}").id("b").build());
      client.flush();

      assertThat(good).isCompleted();
      assertThat(failure(bad).problem())
          .isEqualTo(
              new Problem(
                  422,
                  "invalid-event",
                  "detail-type is empty",
                  List.of(new Problem.FieldError("detail-type is empty", "#/detail-type"))));
    }
  }

  @Test
  void aLogThatComesBackHasTheEvent() throws Exception {
    log.goDown();
    try (LakebusClient client = builder().build()) {
      CompletableFuture<Receipt> result = client.send(event("a"));
      while (!gateway.metrics().contains("status=\"503\"")) {
        Thread.onSpinWait();
      }

      log.comeBack();

      assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(new Receipt("a"));
    }
    assertThat(ids()).containsExactly("a");
  }

  @Test
  void aKeyThatIsNotTakenIsRefusedAtOnce() throws Exception {
    URI url = URI.create("http://127.0.0.1:" + gateway.port());
    try (LakebusClient client = LakebusClient.builder(url, "no-such-key").build()) {
      SendException refused = failure(client.send(event("a")));

      assertThat(refused).isInstanceOf(RefusedException.class);
      assertThat(refused.problem().code()).isEqualTo("invalid-credentials");
      assertThat(refused).hasMessageNotContaining("no-such-key");
    }
  }

  @Test
  void aVendorThatHasUsedUpItsLimitWaitsBeforeItIsToldTo() throws Exception {
    gateway.close();
    gateway =
        TestGateway.start(
            () -> TestBus.bus(TestLimits.eventsPerSecond(20)), InstantSource.system(), log);
    log.comeBack(); // the other gateway has closed it
    try (LakebusClient client = builder().requestsInFlight(1).build()) {
      List<CompletableFuture<Receipt>> results = new ArrayList<>();
      for (int number = 0; number < 25; number++) {
        results.add(client.send(event("first-" + number)));
      }
      client.flush();
      assertThat(results).allMatch(result -> !result.isCompletedExceptionally());
      assertThat(client.send(event("second")).get(60, TimeUnit.SECONDS))
          .isEqualTo(new Receipt("second"));
    }
    assertThat(ids()).hasSize(26).doesNotHaveDuplicates();
    assertThat(gateway.metrics()).doesNotContain("status=\"429\"");
  }

  /** All that is sent before a flush goes in one request. */
  private LakebusClientBuilder builder() {
    URI url = URI.create("http://127.0.0.1:" + gateway.port());
    return LakebusClient.builder(url, TestBus.KEY).linger(Duration.ofMillis(100));
  }

  private static OutgoingEvent event(String id) {
    return OutgoingEvent.builder("t", "{\"id\":\"" + id + "\"}").id(id).build();
  }

  private static SendException failure(CompletableFuture<Receipt> result) throws Exception {
    try {
      throw new AssertionError("accepted: " + result.get(60, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return (SendException) e.getCause();
    }
  }

  private List<String> ids() {
    return log.records().stream()
        .flatMap(record -> record.headers().stream())
        .filter(header -> header.name().equals("ce_id"))
        .map(header -> text(header.value()))
        .toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
