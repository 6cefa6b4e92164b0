// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of a bus's definitions, as it is created where it is missing: one partition, compacted,
 * so that the newest definition is kept for ever.
 *
 * @param replicationFactor how many replicas it gets
 * @param minInsyncReplicas how many of them must have a definition before it counts as published
 */
public record DefinitionTopic(int replicationFactor, int minInsyncReplicas) {

  private static final Logger LOG = LoggerFactory.getLogger(DefinitionTopic.class);

  /** The largest definition that can be published. */
  static final int MAX_BYTES = 4 << 20;

  /** For so long the definitions before the newest are kept, too. */
  private static final Duration HISTORY = Duration.ofDays(7);

  /** The topic of a bus. */
  public static String name(String bus) {
    return bus + ".definition";
  }

  private Map<String, String> config() {
    return Map.of(
        "cleanup.policy",
        "compact",
        "min.compaction.lag.ms",
        Long.toString(HISTORY.toMillis()),
        "max.message.bytes",
        Integer.toString(MAX_BYTES),
        "min.insync.replicas",
        Integer.toString(minInsyncReplicas),
        "message.timestamp.type",
        "LogAppendTime");
  }

  /** Creates the topic unless somebody else was faster. */
  void create(String topic, Map<String, Object> client)
      throws DefinitionLogException, InterruptedException {
    NewTopic missing = new NewTopic(topic, 1, (short) replicationFactor).configs(config());
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(missing)).all().get();
      LOG.info("Created the topic {}", topic);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new DefinitionLogException("the topic " + topic + " cannot be created", e.getCause());
      }
    } catch (KafkaException e) {
      throw new DefinitionLogException("the topic " + topic + " cannot be created", e);
    }
  }
}
