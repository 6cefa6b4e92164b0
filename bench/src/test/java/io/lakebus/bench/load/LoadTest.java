// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.Outcome;
import io.lakebus.bench.measure.Latency;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class LoadTest {

  private static final Duration STOP = Duration.ofMillis(200);
  private static final byte[] ACCEPTED =
      "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] REFUSED =
      "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);

  /** Answers requests of one event; at one of them it stops for a while, for all connections. */
  private static final class Server implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();
    private final int stopAt;
    private final int refuseFrom;

    Server(int stopAt, int refuseFrom) throws IOException {
      this.stopAt = stopAt;
      this.refuseFrom = refuseFrom;
      Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
      try {
        while (true) {
          Socket connection = socket.accept();
          Thread.ofVirtual().start(() -> serve(connection));
        }
      } catch (IOException e) {
        // closed
      }
    }

    private void serve(Socket connection) {
      try (connection;
          InputStream in = connection.getInputStream()) {
        byte[] request = new byte[requestLength()];
        while (in.readNBytes(request, 0, request.length) == request.length) {
          connection.getOutputStream().write(answer());
        }
      } catch (IOException e) {
        // closed
      }
    }

    private int requestLength() {
      LoadPlan.Target target = target();
      return new Requests(new EventBodies(), new AtomicLong(), target).next().remaining();
    }

    private synchronized byte[] answer() {
      int number = requests.incrementAndGet();
      if (number == stopAt) {
        long end = System.nanoTime() + STOP.toNanos();
        while (System.nanoTime() < end) {
          LockSupport.parkNanos(end - System.nanoTime());
        }
      }
      return number >= refuseFrom ? REFUSED : ACCEPTED;
    }

    LoadPlan.Target target() {
      return new LoadPlan.Target(socket.getLocalPort(), "key", 1);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static LoadPlan plan(Server server, OptionalDouble rate, Duration lead) {
    return new LoadPlan(
        server.target(),
        2,
        rate,
        new LoadPlan.Span(lead, Duration.ofMillis(400)),
        List.of(ProcessHandle.current().pid()));
  }

  @Test
  void aServerThatStopsDelaysEveryRequestThatWasDueMeanwhile() throws Exception {
    try (Server server = new Server(50, Integer.MAX_VALUE)) {
      Outcome outcome = new Load().run(plan(server, OptionalDouble.of(1000), Duration.ZERO));

      Latency latency = Latency.of(outcome.latency());
      assertThat(latency.count()).isEqualTo(400);
      assertThat(outcome.accepted()).isEqualTo(400);
      assertThat(outcome.failed()).isZero();
      // Of 400 requests 200 were due while the server stopped, half of them in its first 100 ms.
      assertThat(latency.percentile(76)).isGreaterThan(Duration.ofMillis(95));
      assertThat(latency.max()).isGreaterThan(Duration.ofMillis(190));
      assertThat(outcome.cpu()).hasSize(1);
    }
  }

  @Test
  void whatIsDueBeforeTheMeasuredTimeIsSentAndNotMeasured() throws Exception {
    try (Server server = new Server(-1, 51)) {
      Outcome outcome =
          new Load().run(plan(server, OptionalDouble.of(1000), Duration.ofMillis(500)));

      // The server accepts what is due in the first 50 ms only.
      assertThat(outcome.accepted()).isEqualTo(50);
      assertThat(outcome.failed()).isEqualTo(850);
      assertThat(outcome.events()).isZero();
      assertThat(Latency.of(outcome.latency()).count()).isZero();
      assertThat(outcome.time()).isGreaterThanOrEqualTo(Duration.ofMillis(350));
    }
  }

  @Test
  void withoutARateEachConnectionSendsAgainWhenItIsAnswered() throws Exception {
    try (Server server = new Server(-1, Integer.MAX_VALUE)) {
      Outcome outcome = new Load().run(plan(server, OptionalDouble.empty(), Duration.ZERO));

      assertThat(outcome.accepted()).isEqualTo(server.requests.get()).isGreaterThan(2);
      assertThat(outcome.events()).isBetween(1L, outcome.accepted());
    }
  }

  @Test
  void whatIsRefusedIsCountedAndHasNoLatency() throws Exception {
    try (Server server = new Server(-1, 101)) {
      Outcome outcome = new Load().run(plan(server, OptionalDouble.of(1000), Duration.ZERO));

      assertThat(outcome.accepted()).isEqualTo(100);
      assertThat(outcome.failed()).isEqualTo(300);
      assertThat(Latency.of(outcome.latency()).count()).isEqualTo(100);
    }
  }

  @Test
  void aServerThatIsNotThereFailsEveryEventAndNothingHangs() throws Exception {
    Server server = new Server(-1, Integer.MAX_VALUE);
    LoadPlan plan = plan(server, OptionalDouble.of(100), Duration.ZERO);
    server.close();

    Outcome outcome = new Load().run(plan);

    assertThat(outcome.accepted()).isZero();
    assertThat(outcome.failed()).isEqualTo(40);
  }
}
