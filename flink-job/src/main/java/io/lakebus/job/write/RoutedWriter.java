// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.Event;
import io.lakebus.job.decode.Item;
import io.lakebus.schema.RowMeta;
import io.lakebus.schema.RowShaper;
import io.lakebus.schema.Shaped;
import io.lakebus.schema.TableKeeper;

/** Shapes the rows of one routed table and writes them; the table grows with them. */
final class RoutedWriter {

  /** One evolution makes a row fit; others may have changed the table at the same time. */
  private static final int EVOLUTIONS_PER_ROW = 5;

  private final TableWriter writer;
  private final TableKeeper keeper;
  private final int busVersion;
  private RowShaper shaper;

  RoutedWriter(TableWriter writer, TableKeeper keeper, int busVersion) {
    this.writer = writer;
    this.keeper = keeper;
    this.busVersion = busVersion;
    this.shaper = RowShaper.of(writer.table());
  }

  TableWriter writer() {
    return writer;
  }

  /** Writes one row. */
  void write(String rule, Item.Accepted item, ObjectNode columns) {
    if (writer.has(item.partition(), item.offset())) {
      return;
    }
    RowMeta meta = meta(rule, item);
    for (int evolutions = 0; evolutions <= EVOLUTIONS_PER_ROW; evolutions++) {
      switch (shaper.shape(meta, columns)) {
        case Shaped.Fits(var row) -> {
          writer.write(row, item.partition(), item.offset());
          return;
        }
        case Shaped.NeedsColumns(var change) -> {
          keeper.evolve(writer.table(), change);
          writer.schemaChanged();
          shaper = RowShaper.of(writer.table());
        }
      }
    }
    throw new IllegalStateException(
        "a row of "
            + writer.id()
            + " still needs columns after "
            + EVOLUTIONS_PER_ROW
            + " changes");
  }

  private RowMeta meta(String rule, Item.Accepted item) {
    Event event = item.event();
    return new RowMeta(
        event.id(),
        event.vendor(),
        event.source(),
        event.type(),
        event.time(),
        event.receivedAt(),
        rule,
        busVersion,
        item.partition(),
        item.offset());
  }
}
