// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.log.OffsetTracker;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.SubtaskFiles;
import io.lakebus.job.write.TableFiles;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One subtask of write. The rows of a table that it has not met wait, until the barrier at the
 * latest; when it opens the table it asks how far the table is complete, and leaves out what is
 * there.
 */
final class SubtaskWriter {

  private static final class OneTable {
    private Offsets alreadyComplete;
    private final List<Integer> waiting = new ArrayList<>();
    private int[] rows = {};
    private final OffsetTracker written = new OffsetTracker();
  }

  private final World world;
  private final String name;
  private final OneTable[] tables = new OneTable[Tables.NAMES.size()];
  private final OffsetTracker seen = new OffsetTracker();
  private final List<Integer> refused = new ArrayList<>();

  SubtaskWriter(World world, String name) {
    this.world = world;
    this.name = name;
    Arrays.setAll(tables, number -> new OneTable());
  }

  /** A record comes, with a row for each of its tables. */
  void write(int partition, int offset) {
    seen.saw(partition, offset);
    for (int number = 0; number < tables.length; number++) {
      if (number == Tables.QUARANTINE && world.log().isRefusedLater(partition, offset)) {
        refused.add(Row.of(partition, offset));
      } else if (world.log().goesTo(number, partition, offset)) {
        OneTable table = tables[number];
        table.waiting.add(Row.of(partition, offset));
        if (table.alreadyComplete != null || world.random.nextBoolean()) {
          flush(number);
        }
      }
    }
  }

  /** A barrier comes: all that was written is closed and handed over. */
  SubtaskFiles close() {
    tables[Tables.QUARANTINE].waiting.addAll(refused);
    refused.clear();
    Map<TableId, TableFiles> files = new HashMap<>();
    for (int number = 0; number < tables.length; number++) {
      OneTable table = tables[number];
      if (!table.waiting.isEmpty()) {
        flush(number);
      }
      if (table.rows.length > 0) {
        Offsets first = world.protocol.first(table.written, table.rows);
        files.put(Tables.NAMES.get(number), new TableFiles(put(table.rows), first));
        table.rows = new int[0];
        table.written.clear();
      }
    }
    SubtaskFiles closed = new SubtaskFiles(files, seen.next());
    seen.clear();
    return closed;
  }

  private void flush(int number) {
    OneTable table = tables[number];
    if (table.alreadyComplete == null) {
      table.alreadyComplete = world.protocol.complete(world.catalog, number);
      world.step(
          name,
          () ->
              "opens %s, complete to %s"
                  .formatted(Tables.NAMES.get(number), table.alreadyComplete.toJson()));
    }
    for (int row : table.waiting) {
      int partition = Row.partition(row);
      int offset = Row.offset(row);
      if (world.protocol.has(table.alreadyComplete, partition, offset)) {
        world.tally.count(Tally.Event.LEFT_OUT);
      } else {
        table.rows = Arrays.copyOf(table.rows, table.rows.length + 1);
        table.rows[table.rows.length - 1] = row;
        table.written.saw(partition, offset);
      }
    }
    table.waiting.clear();
  }

  /** Now and then the rows are in two files. */
  private List<WrittenFile> put(int[] rows) {
    if (rows.length > 1 && world.random.nextInt(4) == 0) {
      int half = rows.length / 2;
      return List.of(
          world.put(name, Arrays.copyOf(rows, half)),
          world.put(name, Arrays.copyOfRange(rows, half, rows.length)));
    }
    return List.of(world.put(name, rows));
  }
}
