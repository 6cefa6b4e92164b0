// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.BadOutcome;
import io.lakebus.bench.agent.Misdeed;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class BadLoadTest {

  private static final String BUSY = "HTTP/1.1 429 Wait\r\nRetry-After: 1\r\n";
  private static final String KEPT = BUSY + "Content-Length: 0\r\n\r\n";
  private static final String CLOSED = BUSY + "Connection: close\r\nContent-Length: 0\r\n\r\n";
  private static final String TOO_SLOW =
      "HTTP/1.1 408 Slow\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

  private static final Duration TIME = Duration.ofMillis(300);

  /** Answers when this many bytes of a request have come; zero is a whole event's request. */
  private static final class Server implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final byte[] answer;
    private final int length;

    Server(String answer, int length) throws IOException {
      this.answer = answer.getBytes(US_ASCII);
      this.length = length;
      Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
      try {
        while (true) {
          Socket connection = socket.accept();
          connections.incrementAndGet();
          Thread.ofVirtual().start(() -> serve(connection));
        }
      } catch (IOException e) {
        // closed
      }
    }

    private void serve(Socket connection) {
      try (connection;
          InputStream in = connection.getInputStream()) {
        boolean ends = new String(answer, US_ASCII).contains("close");
        int count = length > 0 ? length : requestLength();
        do {
          if (in.readNBytes(count).length < count) {
            return;
          }
          connection.getOutputStream().write(answer);
        } while (!ends);
      } catch (IOException e) {
        // closed
      }
    }

    private int requestLength() {
      LoadPlan.Target target = new LoadPlan.Target(socket.getLocalPort(), "limited", 1);
      return new Requests(new EventBodies(), new AtomicLong(), target).next().remaining();
    }

    BadPlan plan(Misdeed misdeed, Crowd crowd) {
      return new BadPlan(
          new BadPlan.Target(socket.getLocalPort(), "limited", "free", "hook"),
          Map.of(misdeed, crowd),
          TIME);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void aVendorAtItsLimitSendsOnByItsRateWhateverItIsToldToWait() throws Exception {
    try (Server server = new Server(KEPT, 0)) {
      BadOutcome outcome =
          new BadLoad().run(server.plan(Misdeed.AT_LIMIT, new Crowd(2, OptionalDouble.of(100))));

      assertThat(outcome.answers()).containsOnlyKeys(Misdeed.AT_LIMIT);
      assertThat(outcome.answers().get(Misdeed.AT_LIMIT)).containsOnlyKeys(429);
      assertThat(outcome.answers().get(Misdeed.AT_LIMIT).get(429)).isBetween(5L, 31L);
      assertThat(outcome.time()).isGreaterThanOrEqualTo(TIME);
      assertThat(server.connections.get()).isEqualTo(2);
    }
  }

  @Test
  void whoIsToldThatTheConnectionEndsConnectsAgain() throws Exception {
    try (Server server = new Server(CLOSED, 0)) {
      BadOutcome outcome =
          new BadLoad().run(server.plan(Misdeed.AT_LIMIT, new Crowd(1, OptionalDouble.of(100))));

      assertThat(outcome.answers().get(Misdeed.AT_LIMIT)).containsOnlyKeys(429);
      long answers = outcome.answers().get(Misdeed.AT_LIMIT).get(429);
      assertThat(server.connections.get()).isBetween((int) answers, (int) answers + 1);
    }
  }

  @Test
  void aSlowSenderIsReplacedWhenItIsCutOffInTheMiddleOfItsBody() throws Exception {
    // The head has more bytes than this, so the answer comes while the first body does.
    try (Server server = new Server(TOO_SLOW, 20)) {
      BadOutcome outcome =
          new BadLoad().run(server.plan(Misdeed.SLOW, new Crowd(1, OptionalDouble.empty())));

      assertThat(outcome.answers().get(Misdeed.SLOW).get(408)).isGreaterThan(2L);
      assertThat(server.connections.get()).isGreaterThan(2);
    }
  }

  @Test
  void aSlowBodyIsNotCompleteWhenTheTimeIsOver() throws Exception {
    try (Server server = new Server(TOO_SLOW, 0)) {
      BadOutcome outcome =
          new BadLoad().run(server.plan(Misdeed.SLOW, new Crowd(5, OptionalDouble.empty())));

      assertThat(outcome.answers().get(Misdeed.SLOW)).containsOnlyKeys(BadOutcome.NONE);
      assertThat(outcome.time()).isLessThan(Duration.ofSeconds(5));
    }
  }
}
