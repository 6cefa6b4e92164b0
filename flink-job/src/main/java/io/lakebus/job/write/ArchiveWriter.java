// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.job.decode.Item;
import io.lakebus.schema.ArchiveRow;
import io.lakebus.schema.ArchiveTable;
import java.util.List;
import java.util.Optional;

/** Writes each accepted event to the archive. */
final class ArchiveWriter {

  private final WriteContext context;
  private Optional<TableWriter> writer = Optional.empty();

  ArchiveWriter(WriteContext context) {
    this.context = context;
  }

  /** The table's writer, once there has been an event. */
  Optional<TableWriter> writer() {
    return writer;
  }

  /** Makes sure that the table is there: each commit has a part in it, also one without events. */
  void open() {
    if (writer.isEmpty()) {
      start();
    }
  }

  /** Writes an event and the names of the rules that took it, of this version of the definition. */
  void write(Item.Accepted item, List<String> rules, int version) {
    TableWriter table = writer.orElseGet(this::start);
    if (!table.has(item.partition(), item.offset())) {
      table.write(
          ArchiveTable.record(
              new ArchiveRow(item.event(), rules, version, item.partition(), item.offset())),
          item.partition(),
          item.offset());
    }
  }

  private TableWriter start() {
    TableWriter opened = context.ownWriter(context.archive(), context.keeper()::archiveTable);
    writer = Optional.of(opened);
    return opened;
  }
}
