// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The gateway's clock stands still, so from the second refusal on each is held back for long. */
class HeldRefusalsTest {

  private static final Duration MAX_DELAY = Duration.ofMillis(200);

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final TestGateway gateway =
      TestGateway.start(
          (EventLog) log, "refusal.rate=1B", "refusal.max-delay=" + MAX_DELAY.toMillis() + "ms");

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aVendorWhoIsRefusedOftenIsAnsweredLater() {
    Answer first = gateway.to("/v1/events/t").post("nonsense");
    long start = System.nanoTime();
    Answer second = gateway.to("/v1/events/t").post("nonsense");
    Duration taken = Duration.ofNanos(System.nanoTime() - start);

    assertThat(second).isEqualTo(first);
    assertThat(taken).isGreaterThanOrEqualTo(MAX_DELAY.dividedBy(2));
    assertHeld("lakebus_gateway_refusals_held_total{vendor=\"statsfeed\"} 1.0");
  }

  @Test
  void whateverRefusesItACallIsCharged() {
    gateway.to("/v1/events/t").with("Authorization", "Bearer x").post("{}");
    gateway.to("/v1/nothing").post("{}");
    gateway.to("/").with("X-Amz-Target", "AWSEvents.PutEvents").post("{}");
    gateway.to("/v1/hooks/nobodys").post("{}");
    gateway.to("/v1/events").send("PUT", HttpRequest.BodyPublishers.noBody());

    assertHeld("lakebus_gateway_refusals_held_total{vendor=\"unknown\"} 4.0");
  }

  @Test
  void whatIsAcceptedAndWhatTheLogFailsAtIsNobodysFault() {
    gateway.to("/v1/events/t").post("nonsense");

    for (int i = 0; i < 3; i++) {
      assertThat(gateway.to("/v1/events/t").post("{}").status()).isEqualTo(202);
    }
    log.goDown();
    assertThat(gateway.to("/v1/events/t").post("{}").status()).isEqualTo(503);
    gateway.awaitMetric("status=\"202\"", "} 3.0\n");
    gateway.awaitMetric("status=\"503\"", "} 1.0\n");
    assertThat(held()).isEmpty();
  }

  /** This line and no other, once the last answer is counted. */
  private void assertHeld(String line) {
    gateway.awaitMetric(line + "\n");
    assertThat(held()).isEqualTo(List.of(line));
  }

  private List<String> held() {
    return gateway
        .metrics()
        .lines()
        .filter(line -> line.startsWith("lakebus_gateway_refusals_held_total{"))
        .toList();
  }
}
