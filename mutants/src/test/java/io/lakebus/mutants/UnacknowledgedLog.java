// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.KafkaEventLog;
import io.lakebus.gateway.log.KafkaSettings;
import io.lakebus.gateway.log.KafkaTopic;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The log as it really is, over a producer with {@code acks=0}. */
final class UnacknowledgedLog {

  private UnacknowledgedLog() {}

  static EventLog open(String topic, KafkaSettings settings) {
    Map<String, Object> broker = Map.of("bootstrap.servers", settings.bootstrapServers());
    return new KafkaEventLog(
        () ->
            new KafkaProducer<>(
                Map.of(
                    "bootstrap.servers",
                    settings.bootstrapServers(),
                    "acks",
                    "0",
                    "enable.idempotence",
                    false,
                    "linger.ms",
                    5,
                    "max.block.ms",
                    200L,
                    "request.timeout.ms",
                    1_000,
                    "delivery.timeout.ms",
                    1_200),
                new ByteArraySerializer(),
                new ByteArraySerializer()),
        new KafkaTopic(topic, () -> Admin.create(broker), settings),
        settings.checkInterval());
  }
}
