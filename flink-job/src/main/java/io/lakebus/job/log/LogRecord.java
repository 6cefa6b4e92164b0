// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import io.lakebus.event.EventHeader;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * One record of the log as Kafka hands it out.
 *
 * @param key its key; empty where Kafka has none
 * @param headers its headers, in order
 * @param value its value; empty where Kafka has none
 * @param partition the partition it is in
 * @param offset its offset in that partition
 * @param loggedAtMillis when the log took it, in milliseconds since the epoch
 */
public record LogRecord(
    byte[] key,
    List<EventHeader> headers,
    byte[] value,
    int partition,
    long offset,
    long loggedAtMillis) {

  public LogRecord {
    requireNonNull(key, "key is null");
    requireNonNull(headers, "headers is null");
    requireNonNull(value, "value is null");
  }
}
