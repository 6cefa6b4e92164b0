// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * The topic that is the log, and how it is reached.
 *
 * @param kafka the consumer's properties, {@code bootstrap.servers} among them
 * @param name the topic
 * @param group the consumer group under which the offsets of each checkpoint are shown to Kafka's
 *     tools; the job never reads them back
 * @param discovery how often the topic is looked at: so soon is a partition found that is added
 *     later
 */
public record LogTopic(Map<String, String> kafka, String name, String group, Duration discovery)
    implements Serializable {

  public LogTopic {
    kafka = Map.copyOf(kafka);
    requireNonNull(name, "name is null");
    requireNonNull(group, "group is null");
    requireNonNull(discovery, "discovery is null");
  }
}
