// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads the log from Kafka, by Flink's connector. What this adds: the job stops where it would have
 * to jump, whether records have expired or the topic is another one.
 */
public final class LogSource implements Source<LogRecord, KafkaPartitionSplit, LogState> {

  private static final long serialVersionUID = 2L;

  private final KafkaSource<LogRecord> kafka;
  private final LogTopic topic;

  /** Null where it is not known; an Optional does not travel. */
  private final String known;

  private LogSource(KafkaSource<LogRecord> kafka, LogTopic topic, String known) {
    this.kafka = kafka;
    this.topic = topic;
    this.known = known;
  }

  /**
   * The source.
   *
   * @param topic the log
   * @param start where to begin when there is no state
   * @param expired what to do then about records before that place which have expired
   * @param known Kafka's id of the topic that this place is in, where that is known: then no other
   *     one is read
   */
  public static LogSource of(
      LogTopic topic, Offsets start, Expired expired, Optional<String> known) {
    Properties properties = new Properties();
    properties.putAll(topic.kafka());
    properties.setProperty(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
        Long.toString(topic.discovery().toMillis()));
    return new LogSource(
        KafkaSource.<LogRecord>builder()
            .setProperties(properties)
            .setTopics(topic.name())
            .setGroupId(topic.group())
            .setClientIdPrefix(topic.group())
            .setStartingOffsets(new LogStart(start, expired))
            .setDeserializer(new LogRecordReader())
            .build(),
        topic,
        known.orElse(null));
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SourceReader<LogRecord, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new LogReader(kafka.createReader(context), topic);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, LogState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return new LogEnumerator(
        kafka.createEnumerator(context), context, topic, Optional.ofNullable(known));
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, LogState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, LogState state) throws Exception {
    return new LogEnumerator(
        kafka.restoreEnumerator(context, state.partitions()),
        context,
        topic,
        Optional.of(state.topicId()));
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<LogState> getEnumeratorCheckpointSerializer() {
    return new LogStateFormat();
  }
}
