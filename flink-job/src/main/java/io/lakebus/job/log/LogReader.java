// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads partitions, which the connector's reader does. Where Kafka refuses an offset this one says
 * what that means, and stops the job: another try would find the same.
 */
@SuppressWarnings("try") // closing the connector's reader may be interrupted, as Flink allows
final class LogReader implements SourceReader<LogRecord, KafkaPartitionSplit> {

  private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);

  private final SourceReader<LogRecord, KafkaPartitionSplit> kafka;
  private final LogTopic topic;

  LogReader(SourceReader<LogRecord, KafkaPartitionSplit> kafka, LogTopic topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  @Override
  public InputStatus pollNext(ReaderOutput<LogRecord> output) throws Exception {
    try {
      return kafka.pollNext(output);
    } catch (RuntimeException e) {
      Optional<OffsetOutOfRangeException> refused =
          ExceptionUtils.findThrowable(e, OffsetOutOfRangeException.class);
      if (refused.isEmpty()) {
        throw e;
      }
      LOG.error("Kafka refuses an offset of {}", topic.name(), e);
      throw new SuppressRestartsException(gap(refused.get()));
    }
  }

  private LogGapException gap(OffsetOutOfRangeException refused) throws InterruptedException {
    SortedMap<Integer, Long> next = new TreeMap<>();
    refused
        .offsetOutOfRangePartitions()
        .forEach((partition, offset) -> next.put(partition.partition(), offset));
    return LogGapException.missing(topic.name(), next, ranges(next.keySet()));
  }

  private Map<Integer, LogRange> ranges(Collection<Integer> partitions)
      throws InterruptedException {
    try (KafkaTopicView view = new KafkaTopicView(topic)) {
      return view.ranges(partitions);
    } catch (IOException e) {
      LOG.warn("What the log has is not known", e);
      return Map.of();
    }
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return kafka.snapshotState(checkpointId);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return kafka.isAvailable();
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    kafka.addSplits(splits);
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
    kafka.pauseOrResumeSplits(toPause, toResume);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    kafka.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    kafka.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }
}
