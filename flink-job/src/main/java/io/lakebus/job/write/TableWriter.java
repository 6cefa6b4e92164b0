// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.job.log.OffsetTracker;
import io.lakebus.job.log.Offsets;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.metrics.Counter;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.OutputFileFactory;

/**
 * Writes the rows of one table: one open file per partition and schema. A row from before the place
 * up to which the table was complete when this writer met it is in the table already, and is left
 * out: that makes a start from an older checkpoint, or from none, right for each table. Not
 * thread-safe.
 */
final class TableWriter {

  private final TableId id;
  private final Table table;
  private final UUID uuid;
  private final Offsets alreadyComplete;
  private final Counter rows;
  private final OffsetTracker offsets = new OffsetTracker();
  private final OutputFileFactory names;
  private final Map<PartitionKey, OpenFile> open = new HashMap<>();
  private final List<OpenFile> full = new ArrayList<>();

  private PartitionKey key;
  private InternalRecordWrapper values;
  private OpenFile current;

  /**
   * Opens a table for writing.
   *
   * @param id its name
   * @param table the table, used by nobody else
   * @param alreadyComplete how far it is complete
   * @param subtask the number of this subtask
   * @param rows counts the rows written
   */
  TableWriter(TableId id, Table table, Offsets alreadyComplete, int subtask, Counter rows) {
    this.id = id;
    this.table = table;
    this.uuid = table.uuid();
    this.alreadyComplete = alreadyComplete;
    this.rows = rows;
    this.names = OutputFileFactory.builderFor(table, subtask, 0).format(FileFormat.PARQUET).build();
    useSchema();
  }

  TableId id() {
    return id;
  }

  Table table() {
    return table;
  }

  /** Whether the table has the rows of this record of the log already. */
  boolean has(int partition, long offset) {
    return alreadyComplete.isBeyond(partition, offset);
  }

  /** The table's schema has changed: rows from now on are of the new one. */
  void schemaChanged() {
    full.addAll(open.values());
    open.clear();
    useSchema();
  }

  private void useSchema() {
    key = new PartitionKey(table.spec(), table.schema());
    values = new InternalRecordWrapper(table.schema().asStruct());
    current = null;
  }

  /** Writes one row, which a record of the log has brought. */
  void write(Record row, int partition, long offset) {
    key.partition(values.wrap(row));
    if (current == null || !current.isOf(key)) {
      current = open.get(key);
      if (current == null) {
        current = openFile(key.copy());
      }
    }
    current.write(row);
    if (current.isFull()) {
      full.add(open.remove(key));
      current = null;
    }
    offsets.saw(partition, offset);
    rows.inc();
  }

  private OpenFile openFile(PartitionKey partition) {
    try {
      OpenFile file = OpenFile.create(table, partition, names);
      open.put(partition, file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a file of " + id, e);
    }
  }

  /** The share of the rows since the last call of {@link #takeFiles}, without their files. */
  TableFiles share() {
    return new TableFiles(List.of(), offsets.first(), Set.of(uuid));
  }

  /** Hands over all files; the next row opens a new one. */
  List<OpenFile> takeFiles() {
    List<OpenFile> files = new ArrayList<>(full);
    files.addAll(open.values());
    full.clear();
    open.clear();
    current = null;
    offsets.clear();
    return files;
  }
}
