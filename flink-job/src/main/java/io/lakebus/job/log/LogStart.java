// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a job without state begins to read: at given offsets, and at the earliest record of a
 * partition that has none. An offset that the log does not have any more, or not yet, stops the
 * job: it never jumps.
 */
@SuppressWarnings("deprecation") // the connector's interface has the deprecated type
final class LogStart implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  private final Offsets start;

  LogStart(Offsets start) {
    this.start = start;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever log) {
    Map<TopicPartition, Long> offsets = new HashMap<>(log.beginningOffsets(partitions));
    for (TopicPartition partition : partitions) {
      Long given = start.next().get(partition.partition());
      if (given != null) {
        offsets.put(partition, given);
      }
    }
    return offsets;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
