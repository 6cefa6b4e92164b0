// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.HeldLog;
import io.lakebus.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GatewayStopTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void aStopFinishesWhatIsInFlightAndTakesNothingNew() {
    HeldLog log = new HeldLog();
    TestGateway gateway = TestGateway.start(log, "kafka.delivery-timeout=30s");
    int port = gateway.port();
    CompletableFuture<Answer> inFlight =
        CompletableFuture.supplyAsync(() -> gateway.to("/v1/events/t").post("{}"));
    Await.until(PATIENCE, () -> log.appends() == 1);

    CompletableFuture<Void> stop = CompletableFuture.runAsync(gateway::close);
    Await.until(PATIENCE, () -> refusesConnections(port));
    assertThat(inFlight).isNotDone();
    assertThat(log.isClosed()).isFalse();
    // Longer than a silent connection lives in a stop: it is the call that keeps it open.
    Await.until(PATIENCE, new Elapsed(Duration.ofMillis(600))::get);
    log.letGo();

    assertThat(inFlight.join().status()).isEqualTo(202);
    stop.join();
    assertThat(log.isClosed()).isTrue();
  }

  @Test
  void anOutcomeThatIsNotKnownInTimeSaysSo() {
    HeldLog log = new HeldLog();
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
    try (TestGateway first = TestGateway.start(new HeldLog())) {
      assertThatThrownBy(
              () ->
                  TestGateway.start(
                      new HeldLog(), "http.port=" + first.port(), "admin.port=" + adminPort))
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
}
