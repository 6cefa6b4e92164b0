// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a job without state begins to read: at given offsets, and at the earliest record of a
 * partition that has none. An offset that the log does not have any more, or not yet, stops the
 * job, unless it is told to skip what has expired.
 */
@SuppressWarnings("deprecation") // the connector's interface has the deprecated type
final class LogStart implements OffsetsInitializer {

  private static final long serialVersionUID = 2L;
  private static final Logger LOG = LoggerFactory.getLogger(LogStart.class);

  private final Offsets start;
  private final Expired expired;

  LogStart(Offsets start, Expired expired) {
    this.start = start;
    this.expired = expired;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever log) {
    Map<TopicPartition, Long> offsets = new HashMap<>(log.beginningOffsets(partitions));
    for (TopicPartition partition : partitions) {
      Long given = start.next().get(partition.partition());
      if (given != null) {
        offsets.compute(partition, (same, first) -> begin(partition, given, first));
      }
    }
    return offsets;
  }

  private long begin(TopicPartition partition, long given, Long first) {
    if (expired == Expired.STOP || first == null || given >= first) {
      return given;
    }
    LOG.error(
        "Records of {} are lost: those from offset {} to {} have expired and are skipped, as the"
            + " job's settings say",
        partition,
        given,
        first - 1);
    return first;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
