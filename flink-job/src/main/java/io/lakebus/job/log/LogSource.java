// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;

/** Makes the source that reads the log from Kafka. */
public final class LogSource {

  /** How soon a partition that is added later is found. */
  private static final Duration DISCOVERY = Duration.ofSeconds(10);

  private LogSource() {}

  /**
   * The source.
   *
   * @param kafka the consumer's properties, {@code bootstrap.servers} among them
   * @param topic the topic
   * @param group the consumer group under which the offsets of each checkpoint are shown to Kafka's
   *     tools; the job never reads them back
   * @param start where to begin when there is no state
   */
  public static KafkaSource<LogRecord> of(
      Map<String, String> kafka, String topic, String group, Offsets start) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.setProperty(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
        Long.toString(DISCOVERY.toMillis()));
    return KafkaSource.<LogRecord>builder()
        .setProperties(properties)
        .setTopics(topic)
        .setGroupId(group)
        .setClientIdPrefix(group)
        .setStartingOffsets(new LogStart(start))
        .setDeserializer(new LogRecordReader())
        .build();
  }
}
