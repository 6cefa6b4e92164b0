// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.log.AppendResult;
import io.lakebus.gateway.log.FlakyLog;
import io.lakebus.gateway.log.HeldLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AccessLogTest {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Its body comes with its head, so it is there when the request is refused. */
  private static final String WITHOUT_KEY =
      "POST /v1/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";

  @TempDir Path folder;
  private FlakyLog log = new FlakyLog(new InMemoryEventLog());
  private Path file;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    file = folder.resolve("access.log");
    gateway = TestGateway.start(log, "access-log.file=" + file);
  }

  @Test
  void acceptedEventsLeaveALine() throws IOException {
    gateway.to("/v1/events/t").post("[{},{}]");
    gateway
        .to("/v1/events/t")
        .with("X-Request-Id", "caller-1")
        .with("traceparent", TRACE)
        .with("Content-Encoding", "gzip")
        .post(HexFormat.of().parseHex("1f8b0800000000000203abae050043bfa6a302000000"));

    assertThat(lines())
        .containsExactlyInAnyOrder(
            "{\"time\":\"2026-11-23T08:00:00.123Z\",\"request_id\":\"<uuid>\",\"vendor\":\"statsfeed\","
                + "\"method\":\"POST\",\"route\":\"/v1/events/{detail-type}\",\"path\":\"/v1/events/t\","
                + "\"protocol\":\"HTTP/1.1\",\"status\":202,\"bytes\":7,\"accepted\":2,\"failed\":0,"
                + "\"ms\":<ms>,\"remote\":\"127.0.0.1\"}",
            "{\"time\":\"2026-11-23T08:00:00.123Z\",\"request_id\":\"caller-1\","
                + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"vendor\":\"statsfeed\","
                + "\"method\":\"POST\",\"route\":\"/v1/events/{detail-type}\",\"path\":\"/v1/events/t\","
                + "\"protocol\":\"HTTP/1.1\",\"status\":202,\"bytes\":22,\"accepted\":1,\"failed\":0,"
                + "\"ms\":<ms>,\"remote\":\"127.0.0.1\"}");
  }

  @Test
  void aRefusalSaysItsCodeHoweverItIsRefused() throws IOException {
    exchange(WITHOUT_KEY);
    gateway.to("/v1/events").post("nonsense");
    gateway.to("/v1/events").post("[{},{}]");
    gateway.to("/v1/events").post("[{\"detail-type\":\"t\",\"detail\":{}},{}]");
    log.failAt(0, new AppendResult.Unknown("no answer"));
    gateway.to("/v1/events/t").post("{}");
    gateway.to("/v1/events").send("PUT", BodyPublishers.noBody());

    assertThat(brief())
        .containsExactlyInAnyOrder(
            "unknown POST /v1/events 401 missing-credentials 2 0 0",
            "statsfeed POST /v1/events 400 malformed-json 8 0 0",
            "statsfeed POST /v1/events 422 invalid-event 7 0 2",
            "statsfeed POST /v1/events 207  36 1 1",
            "statsfeed POST /v1/events/{detail-type} 503 outcome-unknown 2 0 1",
            "unknown PUT other 405 method-not-allowed 0 0 0");
  }

  @Test
  void aCallOfAnSdkLeavesALineLikeAnyOther() throws IOException {
    String entry = "{\"Source\":\"statsfeed\",\"DetailType\":\"t\",\"Detail\":\"{}\"}";
    String body = "{\"Entries\":[" + entry + "]}";
    TestSigner.events("PutEvents").post(gateway, body);
    TestSigner.events("PutEvents").secret("guessed").post(gateway, body);
    TestSigner.events("PutEvents").post(gateway, "nonsense");
    log.failAt(0, new AppendResult.NotKept("down"));
    TestSigner.events("PutEvents").post(gateway, body);

    int bytes = body.length();
    assertThat(brief())
        .containsExactlyInAnyOrder(
            "statsfeed POST / 200  " + bytes + " 1 0",
            "unknown POST / 400 invalid-signature " + bytes + " 0 0",
            "statsfeed POST / 400 malformed-json 8 0 0",
            "statsfeed POST / 503 log-unavailable " + bytes + " 0 1");
  }

  @Test
  void requestsThatTheServerItselfRefusesLeaveALineToo() throws IOException {
    exchange("nonsense\r\n\r\n");
    exchange("GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: " + "x".repeat(20_000) + "\r\n\r\n");
    exchange("GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n");
    exchange("POST /v1/events/t HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n");

    assertThat(lines().stream().map(line -> line.replaceAll(",\"ms\".*", "")).toList())
        .containsExactlyInAnyOrder(
            refused("", "400", "bad-request"),
            refused("GET /healthz", "431", "headers-too-large"),
            refused("GET /healthz", "400", "bad-request"),
            refused("POST /v1/events/t", "400", "bad-request"));
  }

  private static String refused(String target, String status, String code) {
    String[] parts = target.split(" ", -1);
    return "{\"time\":\"2026-11-23T08:00:00.123Z\",\"request_id\":\"<uuid>\",\"vendor\":\"unknown\","
        + (target.isEmpty() ? "" : "\"method\":\"" + parts[0] + "\",")
        + "\"route\":\"other\","
        + (target.isEmpty() ? "" : "\"path\":\"" + parts[1] + "\",\"protocol\":\"HTTP/1.1\",")
        + "\"status\":"
        + status
        + ",\"problem\":\""
        + code
        + "\",\"bytes\":0,\"accepted\":0,\"failed\":0";
  }

  @Test
  void aCallThatIsCutOffLeavesALine() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      String head =
          "POST /v1/events/t HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: 3\r\nAuthorization: Bearer "
              + TestBus.KEY
              + "\r\n\r\n{}";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getInputStream().readAllBytes();
    }
    assertThat(brief())
        .containsExactlyInAnyOrder("statsfeed POST /v1/events/{detail-type} 400 bad-request 2 0 0");
  }

  @Test
  void aCallThatAStopWaitsForLeavesALine() throws IOException {
    HeldLog held = new HeldLog();
    gateway.close();
    gateway = TestGateway.start(held, "access-log.file=" + file, "kafka.delivery-timeout=60s");
    int port = gateway.port();
    CompletableFuture<TestGateway.Answer> inFlight =
        CompletableFuture.supplyAsync(() -> gateway.to("/v1/events/t").post("{}"));
    Await.until(PATIENCE, () -> held.appends() == 1);
    CompletableFuture<Void> stop = CompletableFuture.runAsync(gateway::close);
    Await.until(PATIENCE, () -> refusesConnections(port));
    held.letGo();

    assertThat(inFlight.join().status()).isEqualTo(202);
    stop.join();
    assertThat(brief())
        .containsExactlyInAnyOrder("statsfeed POST /v1/events/{detail-type} 202  2 1 0");
  }

  @Test
  void noKeyAndNoHeaderAndNoBodyIsInALine() throws IOException {
    gateway.to("/v1/events/t?access_token=" + TestBus.KEY).without("Authorization").post("{}");
    gateway.to("/v1/events/t&access_token=" + TestBus.KEY).post("{\"secret\":1}");
    gateway.to("/v1/Access_Token=" + TestBus.KEY).with("User-Agent", "agent").post("{}");

    assertThat(paths())
        .containsExactlyInAnyOrder(
            "/v1/events/t", "/v1/events/t&access_token…", "/v1/Access_Token…");
    assertThat(String.join("\n", lines())).doesNotContain(TestBus.KEY, "secret", "agent");
  }

  @Test
  void whatACallerPutsIntoThePathIsOneLinesTextAndNoMore() throws IOException {
    gateway.to("/v1/events/a%0ab%0d%1b31m%22").post("{}");
    for (String raw : List.of("\u007f", "é", "\u009b31m", "\t", "\u0001", "[31m|<>\"\\")) {
      exchange("GET /v1/" + raw + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }
    exchange("M".repeat(40) + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    gateway.to("/" + "p".repeat(1_024)).get();
    gateway.to("/" + "p".repeat(1_023)).get();

    List<String> lines = lines();
    assertThat(lines).hasSize(10);
    assertThat(lines).allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c <= '~'));
    assertThat(lines).anyMatch(line -> line.contains("\"" + "M".repeat(32) + "\\u2026\""));
    assertThat(paths())
        .contains(
            "/v1/events/a%0ab%0d%1b31m%22", "/" + "p".repeat(1_023) + "…", "/" + "p".repeat(1_023));
  }

  @Test
  void aFileThatCannotBeWrittenKeepsNobodyFromServing() throws IOException {
    gateway.close();
    log = new FlakyLog(new InMemoryEventLog());
    Path later = folder.resolve("logs").resolve("access.log");
    gateway = TestGateway.start(log, "access-log.file=" + later);

    assertThat(gateway.to("/v1/events/t").post("{}").status()).isEqualTo(202);
    Files.createDirectory(later.getParent());
    file = later;

    assertThat(brief())
        .containsExactlyInAnyOrder("statsfeed POST /v1/events/{detail-type} 202  2 1 0");
  }

  /** All lines, without what differs from run to run. Their order is that of the answers' ends. */
  private List<String> lines() throws IOException {
    gateway.close();
    return Files.readAllLines(file).stream()
        .map(TestGateway::normal)
        .map(line -> line.replaceAll("\"ms\":\\d+\\.\\d{3}", "\"ms\":<ms>"))
        .toList();
  }

  private List<String> paths() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    gateway.close();
    return Files.readAllLines(file).stream()
        .map(line -> read(mapper, line).path("path").asText())
        .toList();
  }

  private List<String> brief() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    gateway.close();
    return Files.readAllLines(file).stream()
        .map(line -> read(mapper, line))
        .map(
            line ->
                String.join(
                    " ",
                    List.of(
                            "vendor",
                            "method",
                            "route",
                            "status",
                            "problem",
                            "bytes",
                            "accepted",
                            "failed")
                        .stream()
                        .map(field -> line.path(field).asText())
                        .toList()))
        .toList();
  }

  private static JsonNode read(ObjectMapper mapper, String line) {
    try {
      return mapper.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean refusesConnections(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  private void exchange(String request) throws IOException {
    gateway.exchange(request, PATIENCE);
  }
}
