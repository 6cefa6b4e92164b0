// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;

/** Reads the topic's one partition. */
final class KafkaDefinitionReader implements DefinitionLog.Reader {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;

  /**
   * @param consumer assigned to the partition, and at its beginning; closed with this
   */
  KafkaDefinitionReader(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    this.consumer = consumer;
    this.partition = partition;
  }

  @Override
  public List<LoggedDefinition> poll(Duration patience)
      throws DefinitionLogException, InterruptedException {
    List<LoggedDefinition> found = new ArrayList<>();
    try {
      consumer.poll(patience).forEach(record -> found.add(definition(record)));
      return found;
    } catch (InterruptException e) {
      throw KafkaDefinitionLog.interrupted(e);
    } catch (KafkaException e) {
      throw KafkaDefinitionLog.unreadable(partition.topic(), e);
    }
  }

  private static LoggedDefinition definition(ConsumerRecord<byte[], byte[]> record) {
    int version = KafkaDefinitionLog.version(record.offset());
    Header format = record.headers().lastHeader(DefinitionFormat.HEADER);
    if (format == null || record.value() == null) {
      return new LoggedDefinition.Unreadable(version, "the record is no definition");
    }
    String name = new String(format.value(), StandardCharsets.UTF_8);
    if (!name.equals(DefinitionFormat.VERSION)) {
      return new LoggedDefinition.Unreadable(version, "the record's format is " + name);
    }
    try {
      return new LoggedDefinition.Published(
          version, DefinitionFormat.read(record.value()), Instant.ofEpochMilli(record.timestamp()));
    } catch (IOException e) {
      return new LoggedDefinition.Unreadable(version, e.getMessage());
    }
  }

  @Override
  public long end() throws DefinitionLogException, InterruptedException {
    try {
      return consumer.endOffsets(List.of(partition)).get(partition);
    } catch (InterruptException e) {
      throw KafkaDefinitionLog.interrupted(e);
    } catch (KafkaException e) {
      throw KafkaDefinitionLog.unreadable(partition.topic(), e);
    }
  }

  /** The consumer's position also passes places whose records have been compacted away. */
  @Override
  public boolean isAt(long end) throws DefinitionLogException, InterruptedException {
    try {
      return consumer.position(partition) >= end;
    } catch (InterruptException e) {
      throw KafkaDefinitionLog.interrupted(e);
    } catch (KafkaException e) {
      throw KafkaDefinitionLog.unreadable(partition.topic(), e);
    }
  }

  @Override
  public void close() {
    KafkaDefinitionLog.close(consumer);
  }
}
