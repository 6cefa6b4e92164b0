// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import io.lakebus.event.Event;
import io.lakebus.event.EventHeader;
import io.lakebus.event.StrictJson;
import io.lakebus.testing.Await;
import io.lakebus.testing.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaEventLogIT extends EventLogContract {

  /** Where the producer's own two minutes would show, and a pause of the machine does not. */
  private static final Duration IN_TIME = Duration.ofSeconds(15);

  @TempDir static Path folder;
  private static KafkaBroker broker;

  private final String topic = "events-" + UUID.randomUUID();
  private EventLog log;

  @BeforeAll
  static void startBroker() {
    broker = new KafkaBroker(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void open() {
    broker.start();
    log = KafkaClients.open(topic, settings(broker.address()));
    awaitAvailable();
  }

  @AfterEach
  void close() {
    log.close();
  }

  static KafkaSettings settings(String address) {
    return new KafkaSettings(
        address,
        3,
        1,
        1,
        "snappy",
        Duration.ofMillis(5),
        64 << 20,
        Duration.ofMillis(1_200),
        Duration.ofMillis(200));
  }

  @Override
  EventLog log() {
    return log;
  }

  @Override
  List<Stored> stored() {
    List<Stored> stored = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : broker.records(topic)) {
      List<EventHeader> headers = new ArrayList<>();
      record
          .headers()
          .forEach(header -> headers.add(new EventHeader(header.key(), header.value())));
      stored.add(Stored.of(record.key(), headers, record.value()));
    }
    return stored;
  }

  @Override
  void goDown() {
    broker.kill();
  }

  @Override
  void comeBack() {
    broker.start();
  }

  @Override
  void awaitAvailable() {
    Await.until(Duration.ofSeconds(30), log::isAvailable);
  }

  @Test
  void aLogThatIsDownSaysSoBeforeItIsAsked() {
    broker.kill();

    Await.until(IN_TIME, () -> !log.isAvailable());
  }

  @Test
  void aBrokerThatHangsIsAnUnknownOutcomeInTime() {
    broker.pause();
    long start = System.nanoTime();
    try {
      AppendResult result = await(log.append(event("hanging")));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
      assertThat(result).isInstanceOf(AppendResult.Unknown.class);
    } finally {
      broker.resume();
    }
  }

  @Test
  void theLargestEventPassesAndAHugeOneIsTooLarge() {
    byte[] largest = new byte[StrictJson.MAX_EVENT_BYTES];
    new Random(1).nextBytes(largest); // does not compress
    byte[] huge = Arrays.copyOf(largest, 2 * largest.length);

    assertThat(await(log.append(withDetail(largest)))).isInstanceOf(AppendResult.Kept.class);
    assertThat(await(log.append(withDetail(huge)))).isInstanceOf(AppendResult.TooLarge.class);
  }

  private static Event withDetail(byte[] detail) {
    Event event = event("large");
    return new Event(
        event.id(),
        event.source(),
        event.type(),
        event.vendor(),
        event.time(),
        event.receivedAt(),
        event.resources(),
        event.extensions(),
        detail);
  }
}
