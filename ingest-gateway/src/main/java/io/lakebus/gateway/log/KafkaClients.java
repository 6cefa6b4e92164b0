// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Wires the log to real brokers. */
public final class KafkaClients {

  private KafkaClients() {}

  /** Opens the log of a topic; it becomes available when Kafka answers. */
  public static EventLog open(String topic, KafkaSettings settings) {
    return new KafkaEventLog(
        () ->
            new KafkaProducer<>(
                settings.producer(), new ByteArraySerializer(), new ByteArraySerializer()),
        new KafkaTopic(topic, () -> Admin.create(settings.admin()), settings),
        settings.checkInterval());
  }
}
