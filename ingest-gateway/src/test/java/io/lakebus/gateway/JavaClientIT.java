// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.client.LakebusClient;
import io.lakebus.client.OutgoingEvent;
import io.lakebus.client.Receipt;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.KafkaClients;
import io.lakebus.gateway.log.KafkaSettings;
import io.lakebus.testing.Await;
import io.lakebus.testing.KafkaBroker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The Java client, the gateway and a broker that dies meanwhile. */
class JavaClientIT {

  private static final String TOPIC = "sports.events";
  private static final int EVENTS = 4_000;

  @TempDir private Path folder;

  @Test
  void everyEventIsAcceptedInTheEndAndInKafkaAlthoughTheBrokerDiesMeanwhile() throws Exception {
    try (KafkaBroker broker = new KafkaBroker(folder)) {
      broker.start();
      try (TestGateway gateway = TestGateway.start(log(broker))) {
        Await.until(Duration.ofSeconds(60), () -> gateway.to("/readyz").get().status() == 200);
        List<CompletableFuture<Receipt>> results = send(gateway.port(), broker);

        assertThat(results.stream().map(result -> result.getNow(new Receipt("none")).id()))
            .hasSize(EVENTS)
            .doesNotHaveDuplicates()
            .doesNotContain("none");
        Set<String> kept = new HashSet<>();
        broker
            .records(TOPIC)
            .forEach(
                record ->
                    kept.add(
                        new String(
                            record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8)));
        assertThat(kept)
            .containsExactlyInAnyOrderElementsOf(
                results.stream().map(result -> result.join().id()).toList());
      }
    }
  }

  /** Sends all events; half-way the broker is killed and started again. */
  private static List<CompletableFuture<Receipt>> send(int port, KafkaBroker broker)
      throws InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + port);
    List<CompletableFuture<Receipt>> results = new ArrayList<>();
    try (LakebusClient client =
        LakebusClient.builder(url, TestBus.KEY)
            .batchEvents(20)
            .bufferBytes(20_000)
            .deadline(Duration.ofMinutes(10))
            .build()) {
      for (int number = 0; number < EVENTS; number++) {
        if (number == EVENTS / 2) {
          broker.kill();
          broker.start();
        }
        results.add(client.send(OutgoingEvent.of("t", "{\"n\":" + number + "}")));
      }
      client.flush();
    }
    return results;
  }

  private static EventLog log(KafkaBroker broker) {
    return KafkaClients.open(
        TOPIC,
        new KafkaSettings(
            broker.address(),
            3,
            1,
            1,
            "snappy",
            Duration.ofMillis(5),
            64 << 20,
            Duration.ofMillis(1_200),
            Duration.ofMillis(200)));
  }
}
