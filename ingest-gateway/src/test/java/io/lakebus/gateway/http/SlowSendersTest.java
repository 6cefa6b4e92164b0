// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.HeldLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The idle timeout is far off in all of these: it is not what cuts a sender off. */
class SlowSendersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final Duration TRICKLE = Duration.ofMillis(20);

  private static final String HEAD =
      "POST /v1/events/t HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
          + "Authorization: Bearer "
          + TestBus.KEY
          + "\r\nContent-Length: ";
  private static final String CALL = HEAD + "2\r\n\r\n{}";
  private static final String LAST_CALL = HEAD + "2\r\nConnection: close\r\n\r\n{}";

  private final InMemoryEventLog log = new InMemoryEventLog();
  private TestGateway gateway;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aHeadThatTricklesIsCutOffAndCounted() throws IOException {
    start(log, "http.head-timeout=400ms");
    try (Socket socket = connect()) {
      Thread writer = trickle(socket, "POST /v1/events/t HTTP/1.1\r\nX-A: " + "a".repeat(9_000));

      assertThat(read(socket)).isEmpty();
      writer.interrupt();
    }
    gateway.awaitMetric("lakebus_gateway_slow_heads_total 1.0\n");
    gateway.awaitMetric("lakebus_gateway_connections 0.0\n");
  }

  @Test
  void soIsTheHeadOfALaterRequest() throws IOException {
    start(log, "http.head-timeout=400ms");
    try (Socket socket = connect()) {
      send(socket, CALL + CALL + "POST /v1");
      Await.until(PATIENCE, () -> log.records().size() == 2);
      Thread writer = trickle(socket, "/events/t HTTP/1.1\r\nX-A: " + "a".repeat(9_000));

      assertThat(read(socket).split("HTTP/1.1 202 ", -1)).hasSize(3);
      writer.interrupt();
    }
  }

  @Test
  void aConnectionOnWhichNothingComesIsNoSlowHead() throws IOException {
    start(log, "http.head-timeout=200ms");
    try (Socket socket = connect()) {
      pause(Duration.ofMillis(600));
      send(socket, CALL);
      Await.until(PATIENCE, () -> log.records().size() == 1);
      pause(Duration.ofMillis(600));
      send(socket, LAST_CALL);

      assertThat(read(socket).split("HTTP/1.1 202 ", -1)).hasSize(3);
    }
  }

  @Test
  void aRequestThatIsBeingHandledIsNoSlowHead() throws IOException {
    HeldLog held = new HeldLog();
    start(held, "http.head-timeout=200ms", "kafka.delivery-timeout=30s");
    try (Socket socket = connect()) {
      send(socket, CALL.replace("Host", "X-B: b\r\nHost"));
      Await.until(PATIENCE, () -> held.appends() == 1);
      send(socket, LAST_CALL); // comes meanwhile, and is not a head that takes long
      pause(Duration.ofMillis(600));
      held.letGo();

      assertThat(read(socket).split("HTTP/1.1 202 ", -1)).hasSize(3);
    }
  }

  @Test
  void aBodyThatTricklesBelowTheRateIsATimeout() throws IOException {
    start(log, "body.grace=400ms");
    try (Socket socket = connect()) {
      send(socket, HEAD + "9000\r\n\r\n");
      Thread writer = trickle(socket, " ".repeat(8_000));

      assertThat(read(socket))
          .startsWith("HTTP/1.1 408 ")
          .contains("\"detail\":\"the body came slower than 1024 bytes a second\"");
      writer.interrupt();
    }
  }

  @Test
  void aCompressedBodyThatTricklesIsATimeout() throws IOException {
    start(log, "body.grace=400ms");
    try (Socket socket = connect()) {
      send(socket, HEAD + "9000\r\nContent-Encoding: gzip\r\n\r\n");
      socket.getOutputStream().write(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0});
      Thread writer = trickle(socket, "n".repeat(8_000)); // a file name that does not end

      assertThat(read(socket)).startsWith("HTTP/1.1 408 ");
      writer.interrupt();
    }
  }

  @Test
  void aBodyThatStopsComingIsATimeoutAfterTheGrace() throws IOException {
    start(log, "body.grace=300ms");
    try (Socket socket = connect()) {
      send(socket, HEAD + "100\r\n\r\n{");

      assertThat(read(socket))
          .startsWith("HTTP/1.1 408 ")
          .contains("\"detail\":\"the body came slower than 1024 bytes a second\"");
    }
  }

  @Test
  void aBodyThatStopsComingIsATimeoutAlsoWhereEveryRateIsTaken() throws IOException {
    start(log, "body.timeout=400ms", "body.min-rate=0");
    try (Socket socket = connect()) {
      send(socket, HEAD + "100\r\n\r\n{");

      assertThat(read(socket))
          .startsWith("HTTP/1.1 408 ")
          .contains("\"detail\":\"the body was not complete after 400 ms\"");
    }
  }

  @Test
  void aSlowBodyAtTheRateIsTakenAndItsConnectionLivesOn() throws IOException {
    start(log, "body.grace=300ms", "body.min-rate=5", "http.head-timeout=300ms");
    try (Socket socket = connect()) {
      send(socket, HEAD + "42\r\n\r\n");
      trickle(socket, "{" + " ".repeat(40) + "}");
      Await.until(PATIENCE, () -> log.records().size() == 1);
      pause(Duration.ofMillis(900));
      send(socket, LAST_CALL);

      assertThat(read(socket).split("HTTP/1.1 202 ", -1)).hasSize(3);
    }
  }

  @Test
  void aCallerWhoWaitsForLeaveToSendItsBodyGetsIt() throws IOException {
    start(log, "body.grace=2s");
    try (Socket socket = connect()) {
      send(socket, LAST_CALL.replace("\r\n\r\n{}", "\r\nExpect: 100-continue\r\n\r\n"));
      String leave = "HTTP/1.1 100 Continue\r\n\r\n";
      byte[] interim = socket.getInputStream().readNBytes(leave.length());
      send(socket, "{}");

      assertThat(new String(interim, StandardCharsets.US_ASCII)).isEqualTo(leave);
      assertThat(read(socket)).startsWith("HTTP/1.1 202 ");
    }
  }

  private void start(EventLog to, String... settings) {
    gateway = TestGateway.start(to, settings);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What comes until the gateway closes the connection, in either way. */
  private static String read(Socket socket) {
    StringBuilder text = new StringBuilder();
    try {
      for (int next = socket.getInputStream().read(); next >= 0; ) {
        text.append((char) next);
        next = socket.getInputStream().read();
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection is still open: " + text, e);
    } catch (IOException e) {
      return text.toString(); // reset
    }
    return text.toString();
  }

  private static void pause(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    Await.until(PATIENCE, () -> System.nanoTime() > until);
  }

  /** Sends byte by byte, from a thread of its own. */
  private static Thread trickle(Socket socket, String text) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                OutputStream out = socket.getOutputStream();
                for (byte next : text.getBytes(StandardCharsets.US_ASCII)) {
                  out.write(next);
                  LockSupport.parkNanos(TRICKLE.toNanos());
                  if (Thread.currentThread().isInterrupted()) {
                    return;
                  }
                }
              } catch (IOException e) {
                return; // the gateway has had enough
              }
            });
  }
}
