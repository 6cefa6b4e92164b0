// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.io.IOException;
import java.util.Set;
import org.apache.flink.connector.kafka.source.enumerator.AssignmentStatus;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.SplitAndAssignmentStatus;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogStateFormatTest {

  private final LogStateFormat format = new LogStateFormat();

  @Test
  void whatIsWrittenIsRead() throws IOException {
    KafkaPartitionSplit split = new KafkaPartitionSplit(new TopicPartition("log", 3), 17);
    KafkaSourceEnumState partitions =
        new KafkaSourceEnumState(
            Set.of(new SplitAndAssignmentStatus(split, AssignmentStatus.ASSIGNED)), true);

    LogState read =
        format.deserialize(
            format.getVersion(), format.serialize(new LogState("topic-id", partitions)));

    assertThat(read.topicId()).isEqualTo("topic-id");
    assertThat(read.partitions().assignedSplits()).containsExactly(split);
    assertThat(read.partitions().initialDiscoveryFinished()).isTrue();
  }

  @Test
  void anotherVersionIsRefused() {
    assertThatThrownBy(() -> format.deserialize(1, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 1");
  }
}
