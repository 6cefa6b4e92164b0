// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogStartTest {

  private static final TopicPartition EXPIRED = new TopicPartition("log", 0);
  private static final TopicPartition KEPT = new TopicPartition("log", 1);
  private static final TopicPartition UNREAD = new TopicPartition("log", 2);
  private static final Offsets GIVEN = Offsets.of(Map.of(0, 4L, 1, 14L));

  @Test
  void givenOffsetsAreKeptAndOtherPartitionsBeginAtTheirFirstRecord() {
    assertThat(start(Expired.STOP)).isEqualTo(Map.of(EXPIRED, 4L, KEPT, 14L, UNREAD, 10L));
  }

  @Test
  void onlyWhatHasExpiredIsSkipped() {
    assertThat(start(Expired.SKIP)).isEqualTo(Map.of(EXPIRED, 10L, KEPT, 14L, UNREAD, 10L));
  }

  private static Map<TopicPartition, Long> start(Expired expired) {
    return new LogStart(GIVEN, expired)
        .getPartitionOffsets(List.of(EXPIRED, KEPT, UNREAD), new FromTen());
  }

  /** A log that has the offsets 10 to 19 of each partition. */
  private static final class FromTen implements PartitionOffsetsRetriever {

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return Map.of(EXPIRED, 10L, KEPT, 10L, UNREAD, 10L);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return Map.of(EXPIRED, 20L, KEPT, 20L, UNREAD, 20L);
    }

    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return Map.of();
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> timestamps) {
      return Map.of();
    }
  }
}
