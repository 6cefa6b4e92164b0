// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.bus.Limits;
import io.lakebus.gateway.HandClock;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.limit.TestLimits;
import io.lakebus.gateway.log.HeldLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls of a vendor that has limits. Midnight is 16 hours off, less 123 ms. */
class VendorLimitsOfCallsTest {

  private static final String POLICY =
      "\"events\";q=2;w=1, \"bytes\";q=100;w=1;qu=\"content-bytes\", \"day\";q=5;w=86400,"
          + " \"concurrent\";q=3;qu=\"concurrent-requests\"";

  private final HandClock clock = new HandClock(TestGateway.NOW);
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final List<TestGateway> gateways = new ArrayList<>();

  @AfterEach
  void stop() {
    gateways.forEach(TestGateway::close);
  }

  @Test
  void everyAnswerSaysHowTheVendorStands() {
    TestGateway gateway = gateway(TestLimits.all(2, 100, 5, 3));

    Answer answer = gateway.to("/v1/events/t").with("Idempotency-Key", "k").post("{}");

    assertThat(answer)
        .isEqualTo(
            new Answer(
                202,
                Map.of(
                    "content-type",
                    "application/json",
                    "content-length",
                    "56",
                    "date",
                    "<date>",
                    "x-request-id",
                    "<uuid>",
                    "ratelimit-policy",
                    POLICY,
                    "ratelimit",
                    "\"events\";r=1;t=1, \"bytes\";r=98;t=1, \"day\";r=4;t=57600,"
                        + " \"concurrent\";r=3"),
                "{\"accepted\":1,\"events\":[{\"id\":\"k\",\"status\":\"accepted\"}]}"));
  }

  @Test
  void whatIsRefusedForItselfCountsAsOneEventAndForItsBytes() {
    TestGateway gateway = gateway(TestLimits.all(10, 100, 5, 3));

    Answer wrongType = gateway.to("/v1/events").with("Content-Type", "text/plain").post("x");
    Answer noJson = gateway.to("/v1/events/t").post("nonsense");
    Answer noEvents = gateway.to("/v1/events").post("[{},{},{}]");
    Answer unknown = gateway.to("/v1/events/t").with("Authorization", "Bearer x").post("{}");

    assertThat(List.of(wrongType.status(), noJson.status(), noEvents.status(), unknown.status()))
        .isEqualTo(List.of(415, 400, 422, 401));
    assertThat(List.of(remaining(wrongType), remaining(noJson), remaining(noEvents)))
        .isEqualTo(
            List.of(
                "\"events\";r=9;t=1, \"bytes\";r=100;t=1, \"day\";r=5;t=57600, \"concurrent\";r=3",
                "\"events\";r=8;t=1, \"bytes\";r=92;t=1, \"day\";r=5;t=57600, \"concurrent\";r=3",
                "\"events\";r=5;t=1, \"bytes\";r=82;t=1, \"day\";r=5;t=57600, \"concurrent\";r=3"));
    assertThat(unknown.headers()).doesNotContainKeys("ratelimit", "ratelimit-policy");
  }

  @Test
  void aVendorBeyondItsRateIsRefusedUntilTimeHasRepaid() {
    TestGateway gateway = gateway(TestLimits.eventsPerSecond(2));
    Answer batch = gateway.to("/v1/events/t").post("[{},{},{},{},{}]");

    Answer refused = gateway.to("/v1/events").post("{\"detail-type\":\"t\",\"detail\":{}}");

    assertThat(batch.status()).isEqualTo(202);
    assertThat(remaining(batch)).isEqualTo("\"events\";r=0;t=2");
    assertThat(refused)
        .isEqualTo(
            new Answer(
                429,
                Map.of(
                    "content-type",
                    "application/problem+json",
                    "content-length",
                    "313",
                    "date",
                    "<date>",
                    "x-request-id",
                    "<uuid>",
                    "retry-after",
                    "2",
                    "ratelimit-policy",
                    "\"events\";q=2;w=1",
                    "ratelimit",
                    "\"events\";r=0;t=2"),
                "{\"type\":\"urn:lakebus:problem:rate-limited\",\"title\":\"The vendor sends too"
                    + " much in a second\",\"status\":429,\"code\":\"rate-limited\",\"detail\":"
                    + "\"the vendor statsfeed may send no more than 2 events a second; send it"
                    + " again after 2 s\",\"violated-policies\":[\"events\"],"
                    + "\"instance\":\"urn:uuid:<uuid>\"}"));
    clock.advance(Duration.ofMillis(1_999));
    assertThat(gateway.to("/v1/events/t").post("{}").headers()).containsEntry("retry-after", "1");
    clock.advance(Duration.ofMillis(1));
    assertThat(gateway.to("/v1/events/t").post("{}").status()).isEqualTo(202);
    assertThat(log.records()).hasSize(6);
  }

  @Test
  void aVendorThatHasSentItsDayIsRefusedUntilMidnight() {
    TestGateway gateway = gateway(TestLimits.all(10, 1_000, 2, 3));
    gateway.to("/v1/events/t").post("[{},{}]");

    Answer refused = gateway.to("/v1/events/t").post("{}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("retry-after", "57600");
    assertThat(remaining(refused))
        .isEqualTo(
            "\"events\";r=8;t=1, \"bytes\";r=993;t=1, \"day\";r=0;t=57600, \"concurrent\";r=3");
    assertThat(refused.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:quota-exhausted\",\"title\":\"The vendor has sent its"
                + " events of this day\",\"status\":429,\"code\":\"quota-exhausted\",\"detail\":"
                + "\"the vendor statsfeed may send no more than 2 events a day; send it again after"
                + " 57600 s\",\"violated-policies\":[\"day\"],\"instance\":\"urn:uuid:<uuid>\"}");
    clock.advance(Duration.ofHours(16));
    assertThat(gateway.to("/v1/events/t").post("{}").status()).isEqualTo(202);
  }

  @Test
  void allPoliciesThatAreViolatedAreNamedAndTheLongestWaitCounts() {
    TestGateway gateway = gateway(TestLimits.all(1, 10, 10, 3));
    gateway.to("/v1/events/t").post("[{\"a\":\"" + "x".repeat(30) + "\"},{}]");

    Answer refused = gateway.to("/v1/events/t").post("{}");

    assertThat(refused.headers()).containsEntry("retry-after", "4");
    assertThat(refused.body())
        .contains(
            "\"code\":\"rate-limited\",\"detail\":\"the vendor statsfeed may send no more than 1"
                + " events a second, no more than 10 bytes a second; send it again after 4 s\","
                + "\"violated-policies\":[\"events\",\"bytes\"]");
  }

  @Test
  void aVendorWithTooManyCallsAtOneTimeIsRefusedUntilOneIsAnswered() {
    HeldLog held = new HeldLog();
    TestGateway gateway =
        TestGateway.start(
            () -> TestBus.bus(TestLimits.concurrentRequests(1)),
            clock,
            held,
            "kafka.delivery-timeout=30s");
    gateways.add(gateway);
    CompletableFuture<Answer> first =
        CompletableFuture.supplyAsync(() -> gateway.to("/v1/events/t").post("{}"));
    Await.until(Duration.ofSeconds(5), () -> held.appends() == 1);

    Answer refused = gateway.to("/v1/events/t").post("{}");
    held.letGo();
    Answer answered = first.join();
    Answer after = gateway.to("/v1/events/t").post("{}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers())
        .containsEntry("retry-after", "1")
        .containsEntry("ratelimit-policy", "\"concurrent\";q=1;qu=\"concurrent-requests\"")
        .containsEntry("ratelimit", "\"concurrent\";r=0");
    assertThat(refused.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:too-many-requests\",\"title\":\"The vendor has too"
                + " many requests at one time\",\"status\":429,\"code\":\"too-many-requests\","
                + "\"detail\":\"the vendor statsfeed may send no more than 1 requests at one time;"
                + " send it again after 1 s\",\"violated-policies\":[\"concurrent\"],"
                + "\"instance\":\"urn:uuid:<uuid>\"}");
    assertThat(List.of(answered.status(), after.status())).containsOnly(202);
    assertThat(remaining(answered)).isEqualTo("\"concurrent\";r=1");
  }

  @Test
  void aBodyCountsAsItIsInflatedAndAlsoWhereItIsTooLarge() throws IOException {
    TestGateway gateway = gateway(TestLimits.bytesPerSecond(100_000), "body.max-size=50000B");

    Answer fits = gateway.to("/v1/events/t").with("Content-Encoding", "gzip").post(gzip(40_000));
    Answer over = gateway.to("/v1/events/t").with("Content-Encoding", "gzip").post(gzip(60_000));
    Answer after = gateway.to("/v1/events/t").post("{}");

    assertThat(List.of(fits.status(), over.status(), after.status()))
        .isEqualTo(List.of(202, 413, 202));
    assertThat(List.of(remaining(fits), remaining(over), remaining(after)))
        .isEqualTo(
            List.of("\"bytes\";r=60000;t=1", "\"bytes\";r=10000;t=1", "\"bytes\";r=9998;t=1"));
  }

  @Test
  void aCallIsRefusedBeforeItsBodyIsReadAndItsConnectionClosed() throws IOException {
    TestGateway gateway = gateway(TestLimits.eventsPerSecond(1));
    gateway.to("/v1/events/t").post("{}");

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("POST /v1/events/t HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      + "Authorization: Bearer "
                      + TestBus.KEY
                      + "\r\nContent-Length: 1000000\r\n\r\n{")
                  .getBytes(StandardCharsets.UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 429 ")
          .contains("\r\nConnection: close\r\n", "\"code\":\"rate-limited\"");
    }
  }

  @Test
  void aVendorWithoutLimitsGoesOnWhileAnotherIsAtItsOwn() {
    TestGateway gateway = gateway(TestLimits.eventsPerSecond(1));
    gateway.to("/v1/events/t").post("[{},{},{}]");

    Answer limited = gateway.to("/v1/events/t").post("{}");
    Answer other =
        gateway.to("/v1/events/t").with("Authorization", "Bearer " + TestBus.OTHER_KEY).post("{}");

    assertThat(List.of(limited.status(), other.status())).isEqualTo(List.of(429, 202));
    assertThat(other.headers())
        .containsOnlyKeys("content-type", "content-length", "date", "x-request-id");
  }

  @Test
  void refusalsAreCountedByCodeAndVendor() {
    TestGateway gateway = gateway(TestLimits.eventsPerSecond(1));
    gateway.to("/v1/events/t").post("{}");
    gateway.to("/v1/events/t").post("{}");
    gateway.to("/v1/events/t").post("{}");

    gateway.awaitMetric("status=\"429\",vendor=\"statsfeed\"} 2.0\n");
    assertThat(gateway.metrics().lines())
        .contains(
            "lakebus_gateway_events_accepted_total{vendor=\"statsfeed\"} 1.0",
            "lakebus_gateway_events_rejected_total{code=\"rate-limited\",vendor=\"statsfeed\"} 2.0",
            "lakebus_gateway_requests_total{path=\"/v1/events/{detail-type}\",status=\"429\",vendor=\"statsfeed\"} 2.0");
  }

  private TestGateway gateway(Limits limits, String... settings) {
    TestGateway gateway = TestGateway.start(() -> TestBus.bus(limits), clock, log, settings);
    gateways.add(gateway);
    return gateway;
  }

  private static String remaining(Answer answer) {
    return answer.headers().get("ratelimit");
  }

  /** A detail of so many bytes, compressed. */
  private static byte[] gzip(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(("{" + " ".repeat(size - 2) + "}").getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
