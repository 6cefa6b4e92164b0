// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.job.TestLake;
import io.lakebus.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What all small buses stand on: a real broker, and a real catalog on a real PostgreSQL. */
final class Ground implements AutoCloseable {

  private final Path folder;
  private final KafkaBroker broker;
  private final TestLake lake;

  Ground(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("kafka"));
    this.broker = new KafkaBroker(folder.resolve("kafka"));
    this.lake = new TestLake(folder.resolve("lake"));
    broker.start();
  }

  KafkaBroker broker() {
    return broker;
  }

  TestLake lake() {
    return lake;
  }

  /** Where a topic ends now. */
  Map<TopicPartition, Long> ends(String topic) {
    return ofBroker(
        admin -> {
          Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get()
              .get(topic)
              .partitions()
              .forEach(
                  one ->
                      latest.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest()));
          Map<TopicPartition, Long> ends = new HashMap<>();
          admin
              .listOffsets(latest)
              .all()
              .get()
              .forEach((partition, end) -> ends.put(partition, end.offset()));
          return ends;
        });
  }

  /** Whether a checkpoint of the job that reads under this group's name has come so far. */
  boolean isRead(String group, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> read =
        ofBroker(
            admin -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
    return ends.entrySet().stream()
        .allMatch(
            end ->
                end.getValue() == 0
                    || (read.get(end.getKey()) != null
                        && read.get(end.getKey()).offset() >= end.getValue()));
  }

  private interface Asking<T> {
    T of(Admin admin) throws ExecutionException, InterruptedException;
  }

  private <T> T ofBroker(Asking<T> asking) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      return asking.of(admin);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Path folder(String bus) throws IOException {
    return Files.createDirectories(folder.resolve(bus));
  }

  @Override
  public void close() throws IOException {
    broker.close();
    lake.close();
  }
}
