// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import static java.util.Objects.requireNonNull;

/**
 * The log as a compacted Kafka topic of one partition. A definition's version is its offset plus
 * one: offsets only grow, also where records before them have been compacted away, and Kafka gives
 * each to one record, whoever publishes at the same time.
 */
public final class KafkaDefinitionLog implements DefinitionLog {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String bus;
  private final String topic;
  private final Map<String, Object> client;
  private final Optional<DefinitionTopic> missing;
  private final Duration patience;

  /**
   * Makes a log whose every single question to Kafka may take 10 seconds.
   *
   * @param bus the bus's name
   * @param client what a Kafka client needs to reach the brokers: {@code bootstrap.servers} at
   *     least
   * @param missing how the topic is created if it is not there; empty where that is left to others
   */
  public KafkaDefinitionLog(
      String bus, Map<String, String> client, Optional<DefinitionTopic> missing) {
    this(bus, client, missing, PATIENCE);
  }

  /** Makes a log. Its publications may take twice the patience for a single question to Kafka. */
  KafkaDefinitionLog(
      String bus,
      Map<String, String> client,
      Optional<DefinitionTopic> missing,
      Duration patience) {
    this.bus = requireNonNull(bus, "bus is null");
    this.topic = DefinitionTopic.name(bus);
    this.client = new HashMap<>(client);
    this.client.put(CommonClientConfigs.CLIENT_ID_CONFIG, "lakebus-definition");
    this.client.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50L);
    this.client.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    this.client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    this.client.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    this.missing = requireNonNull(missing, "missing is null");
    this.patience = requireNonNull(patience, "patience is null");
  }

  @Override
  public LoggedDefinition.Published publish(DefinitionFiles files)
      throws DefinitionLogException, InterruptedException {
    createIfMissing();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, 0, bus.getBytes(StandardCharsets.UTF_8), DefinitionFormat.write(files));
    record
        .headers()
        .add(DefinitionFormat.HEADER, DefinitionFormat.VERSION.getBytes(StandardCharsets.UTF_8));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      RecordMetadata kept = producer.send(record).get();
      return new LoggedDefinition.Published(
          version(kept.offset()), files, Instant.ofEpochMilli(kept.timestamp()));
    } catch (ExecutionException e) {
      throw notPublished(e.getCause());
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException e) {
      throw notPublished(e);
    }
  }

  private DefinitionLogException notPublished(Throwable cause) {
    return new DefinitionLogException(
        cause instanceof RecordTooLargeException
            ? "the definition is larger than " + DefinitionTopic.MAX_BYTES + " bytes"
            : "Kafka has not said that it has the definition, so it may or may not have it: "
                + cause.getMessage(),
        cause);
  }

  private Map<String, Object> producer() {
    Map<String, Object> properties = new HashMap<>(client);
    properties.remove(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DefinitionTopic.MAX_BYTES);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
    properties.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.multipliedBy(2).toMillis());
    return properties;
  }

  @Override
  public Reader read() throws DefinitionLogException, InterruptedException {
    createIfMissing();
    KafkaConsumer<byte[], byte[]> consumer = consumer();
    try {
      requireTopic(consumer);
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return new KafkaDefinitionReader(consumer, partition);
    } catch (DefinitionLogException e) {
      close(consumer);
      throw e;
    } catch (InterruptException e) {
      close(consumer);
      throw interrupted(e);
    } catch (KafkaException e) {
      close(consumer);
      throw unreadable(topic, e);
    }
  }

  private void createIfMissing() throws DefinitionLogException, InterruptedException {
    if (missing.isEmpty()) {
      return;
    }
    boolean isThere;
    KafkaConsumer<byte[], byte[]> consumer = consumer();
    try {
      isThere = !consumer.partitionsFor(topic).isEmpty();
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException e) {
      throw unreadable(topic, e);
    } finally {
      close(consumer);
    }
    if (!isThere) {
      missing.get().create(topic, client);
    }
  }

  private void requireTopic(KafkaConsumer<byte[], byte[]> consumer) throws DefinitionLogException {
    if (consumer.partitionsFor(topic).isEmpty()) {
      throw new DefinitionLogException("the topic " + topic + " is not there");
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() throws DefinitionLogException {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try {
      return new KafkaConsumer<>(
          properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) { // a name that cannot be resolved, say
      throw unreadable(topic, e);
    }
  }

  /** The version of the record at an offset. */
  static int version(long offset) {
    return Math.toIntExact(offset + 1);
  }

  static DefinitionLogException unreadable(String topic, KafkaException cause) {
    return new DefinitionLogException(
        "the topic " + topic + " cannot be read: " + cause.getMessage(), cause);
  }

  /** Kafka leaves the thread's interrupt flag set; whoever catches the exception decides on it. */
  static InterruptedException interrupted(InterruptException cause) {
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException(cause.getMessage());
    interrupted.initCause(cause);
    return interrupted;
  }

  /** Waits for nothing; a flag that says to stop does not keep it from closing. */
  static void close(KafkaConsumer<?, ?> consumer) {
    boolean interrupted = Thread.interrupted();
    consumer.close(CloseOptions.timeout(Duration.ZERO));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
