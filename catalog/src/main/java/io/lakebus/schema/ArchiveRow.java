// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import io.lakebus.event.Event;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * One accepted event, for the archive.
 *
 * @param event the event
 * @param rules the names of the rules that took it; empty if none did
 * @param busVersion the version of the bus definition that routed it
 * @param kafkaPartition the log's partition
 * @param kafkaOffset the offset in that partition
 */
public record ArchiveRow(
    Event event, List<String> rules, int busVersion, int kafkaPartition, long kafkaOffset) {

  public ArchiveRow {
    requireNonNull(event, "event is null");
    rules = List.copyOf(rules);
  }
}
