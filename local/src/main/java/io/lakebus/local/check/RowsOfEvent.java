// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.bus.Bus;
import io.lakebus.event.Event;
import io.lakebus.event.StrictJson;
import io.lakebus.local.journal.JournalEntry;
import io.lakebus.route.Router;
import io.lakebus.route.Routing;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many rows a bus definition makes of an event, by table: the archive's row is one of them. */
final class RowsOfEvent {

  private final Router router;
  private final String vendor;
  private final TableId archive;
  private final TableId quarantine;

  /**
   * @param vendor who sent the events
   */
  RowsOfEvent(Bus bus, String vendor) {
    this.router = new Router(bus);
    this.vendor = vendor;
    this.archive = new TableId(bus.name(), bus.archive().table());
    this.quarantine = new TableId(bus.name(), bus.quarantine().table());
  }

  TableId archive() {
    return archive;
  }

  /** The rows that an accepted event makes; one that fails as a whole is not in the archive. */
  Map<TableId, Integer> of(JournalEntry entry) {
    Routing routing = router.route(event(entry));
    Map<TableId, Integer> rows = new HashMap<>();
    if (routing.deadLetters().stream().allMatch(letter -> letter.rule().isPresent())) {
      rows.put(archive, 1);
    }
    routing.rows().forEach(row -> rows.merge(row.table(), 1, Integer::sum));
    routing.deadLetters().forEach(deadLetter -> rows.merge(quarantine, 1, Integer::sum));
    return rows;
  }

  private Event event(JournalEntry entry) {
    try {
      return new Event(
          entry.id(),
          entry.source().orElse(vendor),
          entry.type(),
          vendor,
          entry.sentAt(),
          entry.sentAt(),
          List.of(),
          Map.of(),
          StrictJson.mapper().writeValueAsBytes(entry.detail()));
    } catch (IOException e) {
      throw new UncheckedIOException("a tree that was parsed cannot be written", e);
    }
  }
}
