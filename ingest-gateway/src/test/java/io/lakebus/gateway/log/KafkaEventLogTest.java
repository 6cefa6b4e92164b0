// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import io.lakebus.testing.Await;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** How the log reads what a producer says, and what it does when one fails for good. */
class KafkaEventLogTest {

  private final Queue<MockProducer<byte[], byte[]>> made = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsReadAsAFate(RuntimeException failure, Class<?> fate, int producers) {
    try (KafkaEventLog log = open()) {
      MockProducer<byte[], byte[]> first = await(log, 1);
      CompletableFuture<AppendResult> result = log.append(EventLogContract.event("1"));
      assertThat(result).isNotDone();

      first.errorNext(failure);

      assertThat(result.join()).isInstanceOf(fate);
      await(log, producers);
      assertThat(first.closed()).isEqualTo(producers > 1);
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new TimeoutException("expired"), AppendResult.Unknown.class, 1),
        arguments(new NotEnoughReplicasAfterAppendException("1"), AppendResult.Unknown.class, 1),
        arguments(new RecordTooLargeException("large"), AppendResult.TooLarge.class, 1),
        arguments(new TopicAuthorizationException("topic"), AppendResult.NotKept.class, 1),
        arguments(new ClusterAuthorizationException("cluster"), AppendResult.NotKept.class, 2),
        arguments(new ProducerFencedException("fenced"), AppendResult.Unknown.class, 2),
        arguments(new OutOfOrderSequenceException("order"), AppendResult.Unknown.class, 2),
        arguments(new KafkaException("in an error state"), AppendResult.Unknown.class, 2));
  }

  @Test
  void whatTheProducerDoesNotTakeIsNotKept() {
    try (KafkaEventLog log = open()) {
      await(log, 1).sendException = new KafkaException("in an error state");

      AppendResult result = log.append(EventLogContract.event("1")).join();

      assertThat(result).isInstanceOf(AppendResult.NotKept.class);
      await(log, 2);
      assertThat(log.append(EventLogContract.event("2"))).isNotDone();
      made.forEach(MockProducer::completeNext);
    }
  }

  @Test
  void withoutAProducerNothingIsKeptAndTheNextOneIsTried() {
    Queue<RuntimeException> failures =
        new ArrayDeque<>(
            List.of(new KafkaException("no address"), new KafkaException("still none")));
    try (KafkaEventLog log =
        new KafkaEventLog(
            () -> {
              RuntimeException failure = failures.poll();
              if (failure != null) {
                throw failure;
              }
              return make();
            },
            new ServedTopic(),
            Duration.ofMillis(50))) {
      AppendResult early = log.append(EventLogContract.event("1")).join();

      assertThat(early).isInstanceOf(AppendResult.NotKept.class);
      await(log, 1);
    }
  }

  @Test
  void closingFlushesAndThenNothingIsTaken() {
    KafkaEventLog log = open();
    MockProducer<byte[], byte[]> producer = await(log, 1);

    log.close();

    assertThat(producer.closed()).isTrue();
    assertThat(log.isAvailable()).isFalse();
    assertThat(log.append(EventLogContract.event("1")).join())
        .isInstanceOf(AppendResult.NotKept.class);
  }

  private KafkaEventLog open() {
    return new KafkaEventLog(this::make, new ServedTopic(), Duration.ofMillis(50));
  }

  private Producer<byte[], byte[]> make() {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(
            false,
            new org.apache.kafka.clients.producer.RoundRobinPartitioner(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    made.add(producer);
    return producer;
  }

  /** The last producer, once there are this many and the log is available. */
  private MockProducer<byte[], byte[]> await(KafkaEventLog log, int count) {
    Await.until(
        Duration.ofSeconds(5),
        () ->
            made.size() == count
                && log.isAvailable()
                && made.stream().filter(producer -> !producer.closed()).count() == 1);
    return made.stream().filter(producer -> !producer.closed()).findFirst().orElseThrow();
  }

  private static final class ServedTopic implements KafkaEventLog.Topic {

    @Override
    public String name() {
      return "events";
    }

    @Override
    public boolean isServed(Producer<byte[], byte[]> producer) {
      return true;
    }

    @Override
    public void close() {}
  }
}
