// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;

/**
 * What a checkpoint keeps of the log beside the offsets.
 *
 * @param topicId Kafka's id of the topic: a topic that is deleted and created anew has another one
 * @param partitions which partitions are known, as the connector keeps them
 */
record LogState(String topicId, KafkaSourceEnumState partitions) {}
