// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class HttpBasicsTest {

  private static final String AUTHORIZATION = "Authorization: Bearer " + TestBus.KEY + "\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String POST =
      "POST /v1/events/t HTTP/1.1\r\nHost: x\r\n" + AUTHORIZATION + JSON;

  private static final InMemoryEventLog LOG = new InMemoryEventLog();
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start(LOG);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aPathThatIsNotThereIsAProblem() {
    for (String path : List.of("/v1", "/v1/events/a/b", "/metrics")) {
      Answer answer = gateway.to(path).get();

      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.body())
          .isEqualTo(
              "{\"type\":\"urn:lakebus:problem:not-found\",\"title\":\"There is nothing here\","
                  + "\"status\":404,\"code\":\"not-found\",\"detail\":\"there is nothing at this"
                  + " path\",\"instance\":\"urn:uuid:<uuid>\"}");
    }
  }

  @Test
  void headIsAnsweredAsGetWouldBe() {
    for (String path : List.of("/healthz", "/readyz", "/docs", "/docs/nothing", "/openapi.json")) {
      Answer head = gateway.to(path).send("HEAD", BodyPublishers.noBody());

      assertThat(head.status()).as(path).isEqualTo(gateway.to(path).get().status());
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void aMethodThatIsNotForThePathIsAProblem() {
    for (String method : List.of("GET", "PUT", "DELETE", "PATCH")) {
      Answer answer = gateway.to("/v1/events").send(method, BodyPublishers.noBody());

      assertThat(answer.status()).as(method).isEqualTo(405);
      assertThat(answer.headers()).containsEntry("allow", "POST, OPTIONS");
      assertThat(answer.body())
          .isEqualTo(
              "{\"type\":\"urn:lakebus:problem:method-not-allowed\",\"title\":\"The method is not"
                  + " for this path\",\"status\":405,\"code\":\"method-not-allowed\","
                  + "\"detail\":\"use POST or OPTIONS\",\"instance\":\"urn:uuid:<uuid>\"}");
    }
  }

  @Test
  void anAnswerSaysNothingOfTheServersMake() {
    assertThat(gateway.to("/v1/events/t").post("{}").headers().keySet())
        .containsExactlyInAnyOrder("content-type", "content-length", "date", "x-request-id");
  }

  @ParameterizedTest
  @MethodSource("brokenRequests")
  void brokenHttpIsAProblemAndNothingOfItIsAccepted(
      String name, String request, int status, String code) throws IOException {
    int before = LOG.records().size();

    String answer = exchange(request);

    assertThat(answer).as(name).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer)
        .contains("application/problem+json", "\"code\":\"" + code + "\"", "\"status\":" + status)
        .doesNotContain("Jetty", "jetty", "Exception", "\tat ");
    assertThat(LOG.records()).hasSize(before);
  }

  static Stream<Arguments> brokenRequests() {
    return Stream.of(
        arguments("no HTTP", "nonsense\r\n\r\n", 400, "bad-request"),
        arguments(
            "two lengths",
            POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            400,
            "bad-request"),
        arguments(
            "length and chunks",
            POST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            400,
            "bad-request"),
        arguments(
            "a folded header",
            POST + "X-A: b\r\n c\r\nContent-Length: 2\r\n\r\n{}",
            400,
            "bad-request"),
        arguments(
            "a broken chunk",
            POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            400,
            "bad-request"),
        arguments(
            "large headers",
            POST + "X-A: " + "x".repeat(20_000) + "\r\nContent-Length: 2\r\n\r\n{}",
            431,
            "headers-too-large"));
  }

  @Test
  void aBodyThatIsCutOffIsNotAccepted() throws IOException {
    int before = LOG.records().size();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket
          .getOutputStream()
          .write((POST + "Content-Length: 3\r\n\r\n{}").getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }

    assertThat(LOG.records()).hasSize(before);
  }

  @Test
  void oneConnectionCarriesManyCalls() throws IOException {
    int before = LOG.records().size();
    String call = POST + "Content-Length: 2\r\n\r\n{}";

    String answers =
        exchange(call + call + call.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

    assertThat(answers.split("HTTP/1.1 202 ", -1)).hasSize(4);
    assertThat(LOG.records()).hasSize(before + 3);
  }

  @Test
  void theMetricsSayWhatHappened() throws IOException {
    try (TestGateway fresh = TestGateway.start(new InMemoryEventLog())) {
      fresh.to("/v1/events/t").post("[{},{}]");
      fresh.to("/v1/events").post("[{\"detail-type\":\"t\",\"detail\":{}},{}]");
      fresh.to("/v1/events/t").post("nonsense");
      exchange(
          fresh,
          "POST /v1/events/t HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
      fresh
          .to("/v1/events/t")
          .with("Content-Encoding", "gzip")
          .post(HexFormat.of().parseHex("1f8b0800000000000203abae050043bfa6a302000000"));
      exchange(fresh, "nonsense\r\n\r\n");
      fresh.to("/some/where").get();

      Stream.of("404", "400", "401", "202", "207")
          .forEach(status -> fresh.awaitMetric("status=\"" + status + "\""));
      Answer answer = fresh.toAdmin("/metrics").get();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers())
          .containsEntry("content-type", "text/plain; version=0.0.4; charset=utf-8");
      assertThat(answer.body().lines())
          .contains(
              "lakebus_gateway_events_accepted_total{vendor=\"statsfeed\"} 4.0",
              "lakebus_gateway_events_rejected_total{code=\"invalid-event\",vendor=\"statsfeed\"} 1.0",
              "lakebus_gateway_events_rejected_total{code=\"malformed-json\",vendor=\"statsfeed\"} 1.0",
              "lakebus_gateway_events_rejected_total{code=\"missing-credentials\",vendor=\"unknown\"} 1.0",
              "lakebus_gateway_requests_total{path=\"/v1/events/{detail-type}\",status=\"202\",vendor=\"statsfeed\"} 2.0",
              "lakebus_gateway_requests_total{path=\"/v1/events\",status=\"207\",vendor=\"statsfeed\"} 1.0",
              "lakebus_gateway_requests_total{path=\"/v1/events/{detail-type}\",status=\"400\",vendor=\"statsfeed\"} 1.0",
              "lakebus_gateway_requests_total{path=\"/v1/events/{detail-type}\",status=\"401\",vendor=\"unknown\"} 1.0",
              "lakebus_gateway_requests_total{path=\"other\",status=\"404\",vendor=\"unknown\"} 1.0",
              "lakebus_gateway_requests_total{path=\"other\",status=\"400\",vendor=\"unknown\"} 1.0",
              "lakebus_gateway_events_rejected_total{code=\"bad-request\",vendor=\"unknown\"} 1.0",
              "lakebus_gateway_request_bytes_total{vendor=\"statsfeed\"} 73.0",
              "lakebus_gateway_request_bytes_total{vendor=\"unknown\"} 2.0",
              "lakebus_gateway_body_bytes_total{vendor=\"statsfeed\"} 53.0",
              "lakebus_gateway_body_bytes_in_flight 0.0",
              "lakebus_gateway_ready 1.0")
          .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"))
          .anyMatch(line -> line.startsWith("lakebus_gateway_take_seconds_bucket"));
      assertThat(fresh.toAdmin("/readyz").get().body()).isEqualTo("{\"ready\":true}");
      assertThat(fresh.toAdmin("/v1/events").post("{}").status()).isEqualTo(404);
    }
  }

  private static String exchange(String request) throws IOException {
    return exchange(gateway, request);
  }

  private static String exchange(TestGateway to, String request) throws IOException {
    return to.exchange(request, Duration.ofSeconds(10));
  }
}
