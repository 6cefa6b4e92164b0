// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.perf;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** The topics that are written to: how many records they were given, and how many they keep. */
public final class Topics {

  private static final long SEGMENT_BYTES = 64 << 20;
  private static final long RETAINED_BYTES = 256 << 20;

  private Topics() {}

  /** What a topic is set to that nobody reads: a run does not fill the disk. */
  static Map<String, String> retention() {
    return Map.of(
        "segment.bytes", Long.toString(SEGMENT_BYTES),
        "retention.bytes", Long.toString(RETAINED_BYTES));
  }

  /** Lets a topic forget what is old. */
  public static void bound(String bootstrapServers, String topic)
      throws IOException, InterruptedException {
    List<AlterConfigOp> settings =
        retention().entrySet().stream()
            .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
            .map(setting -> new AlterConfigOp(setting, AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = admin(bootstrapServers)) {
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), settings))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IOException("Kafka does not take the settings of " + topic, e.getCause());
    }
  }

  /** How many records a topic was ever given. */
  public static long end(String bootstrapServers, String topic)
      throws IOException, InterruptedException {
    try (Admin admin = admin(bootstrapServers)) {
      return end(admin, topic);
    }
  }

  static Admin admin(String bootstrapServers) {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  static long end(Admin admin, String topic) throws IOException, InterruptedException {
    try {
      TopicDescription description =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      Map<TopicPartition, OffsetSpec> ends =
          description.partitions().stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    } catch (ExecutionException e) {
      throw new IOException("Kafka does not tell the ends of " + topic, e.getCause());
    }
  }
}
