// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import io.lakebus.event.StrictJson;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How the gateway uses Kafka.
 *
 * @param bootstrapServers where the brokers are
 * @param partitions how many partitions the topic gets where the gateway creates it
 * @param replicationFactor how many replicas it gets then
 * @param minInsyncReplicas how many of them must have a record before it counts as kept
 * @param compression the producer's compression, as Kafka names it
 * @param linger how long the producer waits for more records to share a request
 * @param bufferBytes how much memory records may take that wait for Kafka
 * @param deliveryTimeout after which the fate of a record is decided at the latest
 * @param checkInterval how often the topic's health is looked at
 */
public record KafkaSettings(
    String bootstrapServers,
    int partitions,
    int replicationFactor,
    int minInsyncReplicas,
    String compression,
    Duration linger,
    long bufferBytes,
    Duration deliveryTimeout,
    Duration checkInterval) {

  /**
   * What a record can be large beyond its event's JSON: key, headers, and Kafka's own framing. The
   * attributes that are in the headers come out of the same JSON, but some stand in the key too.
   */
  private static final int RECORD_OVERHEAD_BYTES = 64 << 10;

  /** The largest record that the producer sends and the topic takes. */
  static final int MAX_RECORD_BYTES = StrictJson.MAX_EVENT_BYTES + RECORD_OVERHEAD_BYTES;

  /** How long a send may wait for metadata or buffer space before the event counts as not kept. */
  private static final Duration MAX_BLOCK = Duration.ofMillis(200);

  private static final int BATCH_BYTES = 256 << 10;

  /**
   * What the topic is created with. Its records have the broker's time: Kafka turns away a producer
   * whose clock is an hour ahead, and the time of receipt is in the event's own headers.
   */
  public Map<String, String> topicConfig() {
    return Map.of(
        "max.message.bytes",
        Integer.toString(MAX_RECORD_BYTES),
        "min.insync.replicas",
        Integer.toString(minInsyncReplicas),
        "compression.type",
        "producer",
        "message.timestamp.type",
        "LogAppendTime");
  }

  /** Acknowledged by all in-sync replicas, without repeats or reordering by the producer itself. */
  public Properties producer() {
    Properties properties = common("producer");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, (int) linger.toMillis());
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.toMillis());
    // A broker that hangs has the whole time: asking another connection of it would not be faster.
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.minus(linger).toMillis());
    return properties;
  }

  Properties admin() {
    Properties properties = common("admin");
    int timeout = (int) deliveryTimeout.toMillis();
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    return properties;
  }

  /** Connections are tried again often: a broker that is back is found within half a second. */
  private Properties common(String role) {
    Properties properties = new Properties();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "lakebus-gateway-" + role);
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50L);
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    properties.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 1_000L);
    properties.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 2_000L);
    return properties;
  }
}
