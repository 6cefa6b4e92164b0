// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import io.lakebus.testing.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KafkaDefinitionLogIT extends DefinitionLogContract {

  @TempDir static Path folder;
  private static KafkaBroker broker;

  private final String bus = "bus" + UUID.randomUUID();
  private DefinitionLog log;

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
    log = log(Optional.of(new DefinitionTopic(1, 1)));
  }

  private DefinitionLog log(Optional<DefinitionTopic> missing) {
    return new KafkaDefinitionLog(bus, Map.of("bootstrap.servers", broker.address()), missing);
  }

  @Override
  DefinitionLog log() {
    return log;
  }

  @Override
  void goDown() {
    broker.kill();
    log =
        new KafkaDefinitionLog(
            bus,
            Map.of("bootstrap.servers", broker.address()),
            Optional.of(new DefinitionTopic(1, 1)),
            Duration.ofSeconds(1));
  }

  @Override
  void appendRubbish() {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(DefinitionTopic.name(bus), bus, "rubbish")).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theTopicThatIsCreatedKeepsTheNewestForEver() throws Exception {
    log.publish(DefinitionFiles.of("bus.yaml", "bus: one"));

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      String topic = DefinitionTopic.name(bus);
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      assertThat(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions())
          .hasSize(1);
      assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
      assertThat(config.get("min.insync.replicas").value()).isEqualTo("1");
    }
  }

  @Test
  void whoMayNotCreateTheTopicSaysThatItIsNotThere() {
    assertThatThrownBy(() -> log(Optional.empty()).read())
        .isInstanceOf(DefinitionLogException.class)
        .hasMessage("the topic " + bus + ".definition is not there");
  }

  @Test
  void aDefinitionOfSomeMegabytesPassesAndATooLargeOneIsRefused() throws Exception {
    DefinitionFiles large = DefinitionFiles.of("bus.yaml", "#".repeat(3 << 20));
    LoggedDefinition published = log.publish(large);

    assertThat(readAll(log)).containsExactly(published);
    assertThatThrownBy(() -> log.publish(DefinitionFiles.of("bus.yaml", "#".repeat(5 << 20))))
        .isInstanceOf(DefinitionLogException.class)
        .hasMessage("the definition is larger than 4194304 bytes");
    assertThat(readAll(log)).containsExactly(published);
  }

  @Test
  void aRecordOfAnotherFormatIsUnreadable() throws Exception {
    log.publish(DefinitionFiles.of("bus.yaml", "bus: one"));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address()),
            new StringSerializer(),
            new StringSerializer())) {
      ProducerRecord<String, String> record =
          new ProducerRecord<>(DefinitionTopic.name(bus), bus, "{\"files\":[]}");
      record.headers().add(DefinitionFormat.HEADER, "2".getBytes(StandardCharsets.UTF_8));
      producer.send(record).get();
    }

    assertThat(readAll(log).getLast())
        .isEqualTo(new LoggedDefinition.Unreadable(2, "the record's format is 2"));
  }
}
