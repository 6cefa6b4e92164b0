// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka about the log's topic. */
public final class KafkaTopicView implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String topic;
  private final Admin admin;

  /** Whoever opens it closes it. */
  public KafkaTopicView(LogTopic topic) {
    this.topic = topic.name();
    Map<String, Object> properties = new HashMap<>(topic.kafka());
    properties.put("client.id", topic.group() + "-topic");
    this.admin = Admin.create(properties);
  }

  /**
   * The topic's id, which no other topic ever has.
   *
   * @throws IOException if Kafka does not tell
   */
  public String id() throws IOException, InterruptedException {
    return answer(admin.describeTopics(List.of(topic)).allTopicNames())
        .get(topic)
        .topicId()
        .toString();
  }

  /**
   * What the log has of some partitions.
   *
   * @throws IOException if Kafka does not tell
   */
  Map<Integer, LogRange> ranges(Collection<Integer> partitions)
      throws IOException, InterruptedException {
    Map<TopicPartition, ListOffsetsResultInfo> first = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> end = offsets(partitions, OffsetSpec.latest());
    return first.keySet().stream()
        .collect(
            Collectors.toMap(
                TopicPartition::partition,
                partition ->
                    new LogRange(first.get(partition).offset(), end.get(partition).offset())));
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Collection<Integer> partitions, OffsetSpec which) throws IOException, InterruptedException {
    return answer(
        admin
            .listOffsets(
                partitions.stream()
                    .map(partition -> new TopicPartition(topic, partition))
                    .collect(Collectors.toMap(Function.identity(), partition -> which)))
            .all());
  }

  private <T> T answer(KafkaFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Kafka does not tell about the topic " + topic, e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
