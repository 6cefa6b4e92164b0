// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.event.Decoded;
import io.lakebus.event.EventCodec;
import io.lakebus.event.EventHeader;
import io.lakebus.local.stack.Ports;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The log's one broker: how far a topic reaches, a record that no gateway would write, and records
 * that are gone. Each call has a connection of its own, so that it finds the broker as it is now.
 */
final class Broker {

  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final Map<String, Object> properties;
  private final List<String> expired = new ArrayList<>();

  /** Speaks to the broker at a loopback port. */
  Broker(int port) {
    int limit = (int) LIMIT.toMillis();
    this.properties =
        Map.of(
            "bootstrap.servers",
            Ports.HOST + ":" + port,
            "client.id",
            "lakebus-torture",
            "request.timeout.ms",
            limit,
            "default.api.timeout.ms",
            limit,
            "max.block.ms",
            limit,
            "delivery.timeout.ms",
            limit,
            "linger.ms",
            0);
  }

  /**
   * The offset of each partition's next record.
   *
   * @throws IOException if the broker does not answer, or does not have the topic
   */
  Map<Integer, Long> endOffsets(String topic) throws IOException {
    try (Admin admin = Admin.create(properties)) {
      Map<TopicPartition, OffsetSpec> latest = ofEach(admin, topic, OffsetSpec.latest());
      Map<Integer, Long> ends = new TreeMap<>();
      answer(admin.listOffsets(latest).all())
          .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
      return ends;
    }
  }

  /**
   * Appends a record without a key and without headers, and returns its offset.
   *
   * @throws IOException if the broker does not take it
   */
  long append(String topic, int partition, byte[] value) throws IOException {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
      return answer(producer.send(new ProducerRecord<>(topic, partition, null, value))).offset();
    } catch (KafkaException e) {
      throw new IOException("the broker does not take a record", e);
    }
  }

  /**
   * All records that are in the log now are gone, as after the end of their retention.
   *
   * @param read the offset of the next record that has not been read, by partition
   * @throws IOException if the broker does not delete them
   */
  void expire(String topic, Map<Integer, Long> read) throws IOException {
    Map<Integer, Long> ends = endOffsets(topic);
    List<String> unread = new ArrayList<>();
    Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
    ends.forEach(
        (partition, end) ->
            before.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(end)));
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Admin admin = Admin.create(properties)) {
      for (TopicPartition partition : before.keySet()) {
        long from = read.getOrDefault(partition.partition(), 0L);
        unread.addAll(ids(consumer, partition, from, ends.get(partition.partition())));
      }
      answer(admin.deleteRecords(before).all());
    } catch (KafkaException e) {
      throw new IOException("the log cannot be read", e);
    }
    expired.addAll(unread);
  }

  /** The ids of the records that have expired and nobody had read, one for each record. */
  List<String> expired() {
    return List.copyOf(expired);
  }

  private static List<String> ids(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end)
      throws IOException {
    List<String> ids = new ArrayList<>();
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    for (long next = from; next < end; next = consumer.position(partition)) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(LIMIT).records(partition)) {
        if (found.offset() < end) {
          id(found).ifPresent(ids::add);
        }
      }
      if (consumer.position(partition) == next) {
        throw new IOException("the broker sends no more records of " + partition);
      }
    }
    return ids;
  }

  private static Optional<String> id(ConsumerRecord<byte[], byte[]> found) {
    List<EventHeader> headers = new ArrayList<>();
    found.headers().forEach(header -> headers.add(new EventHeader(header.key(), header.value())));
    Instant at = Instant.ofEpochMilli(found.timestamp());
    return switch (EventCodec.decode(headers, found.value(), at)) {
      case Decoded.Accepted accepted -> Optional.of(accepted.event().id());
      case Decoded.Rejected rejected -> Optional.empty();
    };
  }

  private static <T> Map<TopicPartition, T> ofEach(Admin admin, String topic, T value)
      throws IOException {
    return answer(admin.describeTopics(List.of(topic)).allTopicNames())
        .get(topic)
        .partitions()
        .stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .collect(Collectors.toMap(Function.identity(), partition -> value));
  }

  private static <T> T answer(Future<T> future) throws IOException {
    try {
      return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the broker does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the broker is asked", e);
    }
  }
}
