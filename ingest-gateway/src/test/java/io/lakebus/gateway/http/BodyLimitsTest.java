// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.github.luben.zstd.Zstd;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BodyLimitsTest {

  private static final int MIB = 1 << 20;

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

  @ParameterizedTest
  @CsvSource({"1048575, 202", "1048576, 202", "1048577, 413"})
  void anEventHasAtMostOneMebibyte(int size, int status) {
    Answer asDetail = gateway.to("/v1/events/t").post(detail(size));
    Answer asObject = gateway.to("/v1/events").post(event(size));

    assertThat(List.of(asDetail.status(), asObject.status())).containsOnly(status);
    if (status == 413) {
      assertThat(asDetail.body())
          .isEqualTo(
              "{\"type\":\"urn:lakebus:problem:event-too-large\",\"title\":\"The event is too"
                  + " large\",\"status\":413,\"code\":\"event-too-large\",\"detail\":\"the event has"
                  + " 1048577 bytes; 1048576 is the most\",\"instance\":\"urn:uuid:<uuid>\"}");
      assertThat(asObject.body()).isEqualTo(asDetail.body());
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 202", "0, 202", "1, 413"})
  void aBodyHasAtMostFiveMebibytes(int more, int status) {
    String body = fiveMebibytes(more);

    Answer announced = gateway.to("/v1/events").post(body);
    Answer chunked =
        gateway
            .to("/v1/events")
            .postChunked(
                List.of(
                    body.substring(0, 100).getBytes(StandardCharsets.UTF_8),
                    body.substring(100).getBytes(StandardCharsets.UTF_8)));

    assertThat(List.of(announced.status(), chunked.status())).containsOnly(status);
    if (status == 413) {
      assertThat(announced.body())
          .isEqualTo(
              "{\"type\":\"urn:lakebus:problem:body-too-large\",\"title\":\"The body is too"
                  + " large\",\"status\":413,\"code\":\"body-too-large\",\"detail\":\"the body has"
                  + " more than 5242880 bytes, which is the most\","
                  + "\"instance\":\"urn:uuid:<uuid>\"}");
      assertThat(chunked.body()).isEqualTo(announced.body());
    }
  }

  @ParameterizedTest
  @CsvSource({"999, 202", "1000, 202", "1001, 413"})
  void aCallHasAtMostAThousandEvents(int count, int status) {
    List<String> events = Collections.nCopies(count, "{\"detail-type\":\"t\",\"detail\":{}}");

    Answer array = gateway.to("/v1/events").post("[" + String.join(",", events) + "]");
    Answer lines =
        gateway
            .to("/v1/events")
            .with("Content-Type", "application/x-ndjson")
            .post(String.join("\n", events));

    assertThat(List.of(array.status(), lines.status())).containsOnly(status);
    if (status == 413) {
      assertThat(array.body())
          .isEqualTo(
              "{\"type\":\"urn:lakebus:problem:too-many-events\",\"title\":\"The call has too many"
                  + " events\",\"status\":413,\"code\":\"too-many-events\",\"detail\":\"the call has"
                  + " more than 1000 events, which is the most\","
                  + "\"instance\":\"urn:uuid:<uuid>\"}");
    } else {
      assertThat(array.body()).startsWith("{\"accepted\":" + count + ",");
    }
  }

  @Test
  void compressedBodiesAreInflated() throws IOException {
    byte[] plain = "{\"név\":\"gzip\"}".getBytes(StandardCharsets.UTF_8);

    Answer gzip = gateway.to("/v1/events/t").with("Content-Encoding", "gzip").post(gzip(plain));
    Answer zstd =
        gateway.to("/v1/events/t").with("Content-Encoding", "zstd").post(Zstd.compress(plain));
    Answer identity = gateway.to("/v1/events/t").with("Content-Encoding", "identity").post(plain);

    assertThat(List.of(gzip.status(), zstd.status(), identity.status())).containsOnly(202);
    assertThat(LOG.records())
        .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
        .contains("{\"név\":\"gzip\"}");
  }

  @Test
  void aBombIsNotInflatedBeyondTheLimit() throws IOException {
    byte[] zeros = new byte[200 * MIB];
    Arrays.fill(zeros, (byte) ' ');

    Answer gzip = gateway.to("/v1/events/t").with("Content-Encoding", "gzip").post(gzip(zeros));
    Answer zstd =
        gateway.to("/v1/events/t").with("Content-Encoding", "zstd").post(Zstd.compress(zeros));

    assertThat(List.of(gzip.status(), zstd.status())).containsOnly(413);
    assertThat(gzip.body()).contains("\"code\":\"body-too-large\"");
  }

  @ParameterizedTest
  @CsvSource({"gzip", "zstd"})
  void aBodyThatIsNotWhatItsEncodingSaysIsRefused(String encoding) throws IOException {
    byte[] whole =
        encoding.equals("gzip")
            ? gzip(detail(10_000).getBytes(StandardCharsets.UTF_8))
            : Zstd.compress(detail(10_000).getBytes(StandardCharsets.UTF_8));

    Answer plain = gateway.to("/v1/events/t").with("Content-Encoding", encoding).post("{}");
    Answer cut =
        gateway
            .to("/v1/events/t")
            .with("Content-Encoding", encoding)
            .post(Arrays.copyOf(whole, whole.length - 5));

    assertThat(plain.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:malformed-encoding\",\"title\":\"The body is not what"
                + " its encoding says\",\"status\":400,\"code\":\"malformed-encoding\","
                + "\"detail\":\"the body is not "
                + encoding
                + "\",\"instance\":\"urn:uuid:<uuid>\"}");
    assertThat(cut.body()).isEqualTo(plain.body());
    assertThat(List.of(plain.status(), cut.status())).containsOnly(400);
  }

  @Test
  void anEncodingThatIsNotUnderstoodIsRefused() {
    Answer answer = gateway.to("/v1/events/t").with("Content-Encoding", "br").post("{}");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:unsupported-encoding\",\"title\":\"The content encoding"
                + " is not understood\",\"status\":415,\"code\":\"unsupported-encoding\","
                + "\"detail\":\"Content-Encoding can be gzip, zstd or identity\","
                + "\"instance\":\"urn:uuid:<uuid>\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/events, text/plain, '''text/plain''; understood are application/cloudevents+json, application/cloudevents-batch+json, application/json, application/x-ndjson'",
    "/v1/events, , 'the Content-Type is missing; understood are application/cloudevents+json, application/cloudevents-batch+json, application/json, application/x-ndjson'",
    "/v1/events/t, application/x-ndjson, '''application/x-ndjson''; understood are application/json'",
    "/v1/events/t, application/json; charset=latin1, 'the charset is not utf-8, which JSON is sent in'"
  })
  void aContentTypeThatIsNotUnderstoodIsRefused(String path, String contentType, String detail) {
    TestGateway.Call call = gateway.to(path).without("Content-Type");

    Answer answer =
        (contentType == null ? call : call.with("Content-Type", contentType)).post("{}");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:unsupported-media-type\",\"title\":\"The content type"
                + " is not understood\",\"status\":415,\"code\":\"unsupported-media-type\","
                + "\"detail\":\""
                + detail
                + "\",\"instance\":\"urn:uuid:<uuid>\"}");
  }

  @Test
  void aBodyThatStopsArrivingIsATimeout() throws IOException {
    String answer = exchange("http.idle-timeout=2s", "{\"a\":", Duration.ZERO);

    assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"body-timeout\"");
  }

  @Test
  void aBodyThatTricklesIsATimeout() throws IOException {
    String answer =
        exchange("body.timeout=400ms", "{\"a\":" + " ".repeat(90), Duration.ofMillis(40));

    assertThat(answer)
        .startsWith("HTTP/1.1 408 ")
        .contains("\"detail\":\"the body was not complete after 400 ms\"");
  }

  @ParameterizedTest
  @CsvSource({"Authorization: Bearer unknown, 401", "Host: x, 413"})
  void aCallerWhoSendsItsWholeBodyFirstSeesWhyItIsRefused(String header, int status)
      throws IOException {
    byte[] part = " ".repeat(MIB).getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      OutputStream out = socket.getOutputStream();
      String head = new String(head(12 * MIB), StandardCharsets.UTF_8);
      out.write(
          head.replaceFirst(status == 401 ? "Authorization: .*" : "Host: x", header)
              .getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 12; i++) {
        out.write(part);
      }

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("Connection: close");
    }
  }

  @Test
  void aCallerWhoGoesAwayLeavesNothingBehind() throws IOException {
    int before = LOG.records().size();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.getOutputStream().write(head(100));
      socket.getOutputStream().write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(gateway.to("/v1/events/t").post("{}").status()).isEqualTo(202);
    assertThat(LOG.records()).hasSize(before + 1);
  }

  @Test
  void bodiesThatWouldNotFitIntoMemoryAreTurnedAway() {
    try (TestGateway small =
        TestGateway.start((EventLog) new InMemoryEventLog(), "body.max-in-flight=128KiB")) {
      Answer large = small.to("/v1/events/t").post(detail(100_000));
      Answer next = small.to("/v1/events/t").post(detail(60_000));

      assertThat(large.status()).isEqualTo(503);
      assertThat(large.headers()).containsEntry("retry-after", "1");
      assertThat(large.body())
          .isEqualTo(
              "{\"type\":\"urn:lakebus:problem:overloaded\",\"title\":\"The gateway has too much to"
                  + " do\",\"status\":503,\"code\":\"overloaded\",\"detail\":\"the body is not"
                  + " accepted; send it again a little later\",\"instance\":\"urn:uuid:<uuid>\"}");
      assertThat(next.status()).isEqualTo(202);
    }
  }

  /** Sends the head of a request of 100 bytes and then this much of its body, byte by byte. */
  private static String exchange(String setting, String body, Duration pause) throws IOException {
    try (TestGateway impatient = TestGateway.start((EventLog) new InMemoryEventLog(), setting);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), impatient.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(head(100));
      out.flush();
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (byte next : body.getBytes(StandardCharsets.UTF_8)) {
                        out.write(next);
                        out.flush();
                        LockSupport.parkNanos(pause.toNanos());
                      }
                    } catch (IOException e) {
                      return; // the gateway has had enough
                    }
                  });
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      writer.interrupt();
      return answer;
    }
  }

  private static byte[] head(int length) {
    return ("POST /v1/events/t HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer "
            + TestBus.KEY
            + "\r\nContent-Length: "
            + length
            + "\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String detail(int size) {
    return "{\"a\":\"" + "x".repeat(size - 8) + "\"}";
  }

  private static String event(int size) {
    return "{\"detail-type\":\"t\",\"detail\":" + detail(size - 29) + "}";
  }

  /** An array of six events that has five mebibytes and this many bytes more. */
  private static String fiveMebibytes(int more) {
    String five = String.join(",", Collections.nCopies(5, event(900_000)));
    return "[" + five + "," + event(5 * MIB + more - five.length() - 3) + "]";
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }
}
