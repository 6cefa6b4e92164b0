// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.bus.TableSpec;
import io.lakebus.event.Event;
import io.lakebus.job.decode.Item;
import io.lakebus.schema.RowMeta;
import io.lakebus.schema.RowShaper;
import io.lakebus.schema.SchemaChange;
import io.lakebus.schema.Shaped;
import io.lakebus.schema.TableKeeper;
import org.apache.iceberg.Table;

/**
 * Shapes the rows of one routed table and writes them; the table grows with them. A row that the
 * table lacks columns for waits, so that one change of the table serves many rows, and a column is
 * given a type that holds the values of all of them.
 */
final class RoutedWriter {

  /** One evolution makes a row fit; others may have changed the table at the same time. */
  private static final int EVOLUTIONS_PER_ROW = 5;

  private final TableWriter writer;
  private final TableKeeper keeper;
  private final WaitingRows waiting = new WaitingRows();
  private SchemaChange wanted = SchemaChange.NONE;
  private TableSpec spec;
  private RowShaper shaper;

  /**
   * @param writer writes the table's files
   * @param keeper evolves the table
   * @param spec what the definition says of the table, which has been opened by it
   */
  RoutedWriter(TableWriter writer, TableKeeper keeper, TableSpec spec) {
    this.writer = writer;
    this.keeper = keeper;
    this.spec = spec;
    this.shaper = RowShaper.of(writer.table());
  }

  TableWriter writer() {
    return writer;
  }

  /** Another definition is in force: a column that it gives a type to is added by that type. */
  void use(TableSpec next) {
    if (!spec.equals(next)) {
      spec = next;
      keeper.addHints(writer.table(), next);
      useSchema();
    }
  }

  private void useSchema() {
    writer.schemaChanged();
    shaper = RowShaper.of(writer.table());
  }

  /** Writes one row, or keeps it until the table has columns for it. */
  void write(RuleRow row) {
    Item.Accepted item = row.item();
    if (writer.has(item.partition(), item.offset())) {
      return;
    }
    switch (shaper.shape(meta(row), row.columns())) {
      case Shaped.Fits(var shaped) -> writer.write(shaped, item.partition(), item.offset());
      case Shaped.NeedsColumns(var change) -> {
        waiting.add(row);
        wanted = wanted.and(change);
        if (waiting.isFull()) {
          addColumns();
          writeWaiting();
        }
      }
    }
  }

  /** Whether there are rows that wait. */
  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Adds the columns that rows wait for. Nothing of this writer changes but the table. */
  Table addColumns() {
    return keeper.evolve(writer.table(), wanted);
  }

  /** Writes the rows that wait, after {@link #addColumns}. */
  void writeWaiting() {
    useSchema();
    wanted = SchemaChange.NONE;
    waiting.take().forEach(this::writeNow);
  }

  private void writeNow(RuleRow row) {
    Item.Accepted item = row.item();
    RowMeta meta = meta(row);
    for (int evolutions = 0; evolutions <= EVOLUTIONS_PER_ROW; evolutions++) {
      switch (shaper.shape(meta, row.columns())) {
        case Shaped.Fits(var shaped) -> {
          writer.write(shaped, item.partition(), item.offset());
          return;
        }
        case Shaped.NeedsColumns(var change) -> {
          keeper.evolve(writer.table(), change);
          useSchema();
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

  private static RowMeta meta(RuleRow row) {
    Item.Accepted item = row.item();
    Event event = item.event();
    return new RowMeta(
        event.id(),
        event.vendor(),
        event.source(),
        event.type(),
        event.time(),
        event.receivedAt(),
        row.rule(),
        row.version(),
        item.partition(),
        item.offset());
  }
}
