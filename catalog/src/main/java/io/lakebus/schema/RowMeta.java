// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * Where a row comes from: the values of its reserved columns.
 *
 * @param eventId the event's id
 * @param vendor the authenticated sender
 * @param source the event's source
 * @param type the event's type
 * @param eventTime when it happened, as the vendor says
 * @param receivedAt when the gateway received it
 * @param rule the rule that made the row
 * @param busVersion the version of the bus definition that routed it
 * @param kafkaPartition the log's partition
 * @param kafkaOffset the offset in that partition
 */
public record RowMeta(
    String eventId,
    String vendor,
    String source,
    String type,
    Instant eventTime,
    Instant receivedAt,
    String rule,
    int busVersion,
    int kafkaPartition,
    long kafkaOffset) {

  public RowMeta {
    requireNonNull(eventId, "eventId is null");
    requireNonNull(vendor, "vendor is null");
    requireNonNull(source, "source is null");
    requireNonNull(type, "type is null");
    requireNonNull(eventTime, "eventTime is null");
    requireNonNull(receivedAt, "receivedAt is null");
    requireNonNull(rule, "rule is null");
  }
}
