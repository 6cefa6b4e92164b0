// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.event.Event;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.AppendResult;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GatewayStopTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void aStopFinishesWhatIsInFlightAndTakesNothingNew() {
    HoldingLog log = new HoldingLog();
    TestGateway gateway = TestGateway.start(log, "kafka.delivery-timeout=30s");
    int port = gateway.port();
    CompletableFuture<Answer> inFlight =
        CompletableFuture.supplyAsync(() -> gateway.to("/v1/events/t").post("{}"));
    Await.until(PATIENCE, log.asked::get);

    CompletableFuture<Void> stop = CompletableFuture.runAsync(gateway::close);
    Await.until(PATIENCE, () -> refusesConnections(port));
    assertThat(inFlight).isNotDone();
    assertThat(log.closed).isFalse();
    // Longer than a silent connection lives in a stop: it is the call that keeps it open.
    Await.until(PATIENCE, new Elapsed(Duration.ofMillis(600))::get);
    log.fate.complete(new AppendResult.Kept(0, 0));

    assertThat(inFlight.join().status()).isEqualTo(202);
    stop.join();
    assertThat(log.closed).isTrue();
  }

  @Test
  void anOutcomeThatIsNotKnownInTimeSaysSo() {
    HoldingLog log = new HoldingLog();
    try (TestGateway gateway = TestGateway.start(log, "kafka.delivery-timeout=200ms")) {
      Answer answer = gateway.to("/v1/events/t").with("Idempotency-Key", "k").post("{}");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers()).containsEntry("retry-after", "1");
      assertThat(answer.body())
          .isEqualTo(
              "{\"type\":\"urn:lakebus:problem:outcome-unknown\",\"title\":\"Whether the log has"
                  + " the event is not known\",\"status\":503,\"code\":\"outcome-unknown\","
                  + "\"detail\":\"the event may have been accepted or not; send it again with the"
                  + " same id\",\"instance\":\"urn:uuid:<uuid>\"}");
    }
  }

  @Test
  void aPortInUseIsSaidAndNothingIsLeftRunning() {
    int adminPort = TestGateway.freePort();
    try (TestGateway first = TestGateway.start(new HoldingLog())) {
      assertThatThrownBy(
              () ->
                  TestGateway.start(
                      new HoldingLog(), "http.port=" + first.port(), "admin.port=" + adminPort))
          .hasMessageContaining("Port already in use");
    }
    assertThat(refusesConnections(adminPort)).isTrue();
  }

  private static boolean refusesConnections(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether this much time has gone by since it was made. */
  private record Elapsed(long until) {

    Elapsed(Duration time) {
      this(System.nanoTime() + time.toNanos());
    }

    boolean get() {
      return System.nanoTime() > until;
    }
  }

  /** Holds an event until its fate is decided. */
  private static final class HoldingLog implements EventLog {

    private final CompletableFuture<AppendResult> fate = new CompletableFuture<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public CompletableFuture<AppendResult> append(Event event) {
      asked.set(true);
      return fate;
    }

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }
}
