// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds partitions, which the connector's enumerator does, and sees to it that the topic stays the
 * same one: offsets of a topic that was deleted mean other records in its successor. No checkpoint
 * is made before the topic is known to be the right one, so nothing read from another is ever
 * committed after a restart; while the job runs the topic is looked at again and again.
 */
final class LogEnumerator implements SplitEnumerator<KafkaPartitionSplit, LogState> {

  private static final Logger LOG = LoggerFactory.getLogger(LogEnumerator.class);

  private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> partitions;
  private final SplitEnumeratorContext<KafkaPartitionSplit> context;
  private final LogTopic topic;
  private final KafkaTopicView view;

  private Optional<String> known;
  private boolean compared;

  /**
   * Makes the enumerator.
   *
   * @param partitions finds partitions
   * @param context of Flink
   * @param topic the topic
   * @param known the id of the topic that was read before, where that is known
   */
  LogEnumerator(
      SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> partitions,
      SplitEnumeratorContext<KafkaPartitionSplit> context,
      LogTopic topic,
      Optional<String> known) {
    this.partitions = partitions;
    this.context = context;
    this.topic = topic;
    this.known = known;
    this.view = new KafkaTopicView(topic);
  }

  @Override
  public void start() {
    partitions.start();
    context.callAsync(view::id, this::look, 0, topic.discovery().toMillis());
  }

  private void look(String id, Throwable failure) {
    if (failure == null) {
      compare(id);
    } else {
      // The connector asks Kafka, too, and decides what a lasting silence means.
      LOG.warn("The id of the topic {} is not known now", topic.name(), failure);
    }
  }

  private void compare(String id) {
    if (known.isPresent() && !known.get().equals(id)) {
      throw new SuppressRestartsException(
          LogGapException.otherTopic(topic.name(), known.get(), id));
    }
    known = Optional.of(id);
    compared = true;
  }

  @Override
  public LogState snapshotState(long checkpointId) throws Exception {
    if (!compared) {
      compare(view.id());
    }
    return new LogState(known.orElseThrow(), partitions.snapshotState(checkpointId));
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    partitions.handleSplitRequest(subtask, host);
  }

  @Override
  public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
    partitions.addSplitsBack(splits, subtask);
  }

  @Override
  public void addReader(int subtask) {
    partitions.addReader(subtask);
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    partitions.handleSourceEvent(subtask, event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    partitions.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    partitions.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws IOException {
    view.close();
    partitions.close();
  }
}
