// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import io.lakebus.event.Event;
import io.lakebus.job.decode.Item;
import io.lakebus.job.route.BusSupplier;
import io.lakebus.job.route.Routed;
import io.lakebus.route.Routing;
import io.lakebus.route.Row;
import io.lakebus.schema.ArchiveRow;
import io.lakebus.schema.ArchiveTable;
import io.lakebus.schema.ReservedColumns;
import io.lakebus.schema.RowMeta;
import io.lakebus.schema.RowShaper;
import io.lakebus.schema.Shaped;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.flink.sink.dynamic.DynamicRecord;
import org.apache.iceberg.flink.sink.dynamic.DynamicRecordGenerator;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The rows that the project's sink writes, as Iceberg's sink wants them: the archive's and those of
 * the routed tables, with the same columns, values and partitions. The tests' events have two known
 * columns and no dead letters, so that schema inference and the quarantine, which Iceberg's sink
 * does not have, make no difference.
 */
final class StockRecords implements DynamicRecordGenerator<Routed> {

  private static final long serialVersionUID = 1L;

  private static final Schema ROUTED = routedSchema();
  private static final PartitionSpec ROUTED_BY_DAY =
      PartitionSpec.builderFor(ROUTED)
          .day(ReservedColumns.RECEIVED_AT, ReservedColumns.RECEIVED_AT + "_day")
          .build();

  private final BusSupplier definition;

  private transient TableIdentifier archive;
  private transient RowShaper shaper;

  StockRecords(BusSupplier definition) {
    this.definition = definition;
  }

  private static Schema routedSchema() {
    List<NestedField> columns = new ArrayList<>(ReservedColumns.fields());
    int id = new Schema(columns).highestFieldId();
    columns.add(NestedField.optional(id + 1, "n", Types.LongType.get()));
    columns.add(NestedField.optional(id + 2, "price", Types.DoubleType.get()));
    return new Schema(columns);
  }

  @Override
  public void open(OpenContext context) {
    archive = TableIdentifier.of(definition.bus().name(), definition.bus().archive().table());
    shaper = new RowShaper(ROUTED);
  }

  @Override
  public void generate(Routed routed, Collector<DynamicRecord> out) {
    switch (routed) {
      case Routed.Rows rows -> rows(rows, out);
      case Routed.Dead dead ->
          throw new IllegalStateException("no event of a test is one: " + dead);
      case Routed.Progress progress -> {
        // Of use to the project's committer only.
      }
    }
  }

  private void rows(Routed.Rows routed, Collector<DynamicRecord> out) {
    Item.Accepted item = routed.item();
    Routing routing = routed.routing();
    Record archived =
        ArchiveTable.record(
            new ArchiveRow(
                item.event(), routing.rules(), routed.version(), item.partition(), item.offset()));
    out.collect(record(archive, ArchiveTable.schema(), archived, ArchiveTable.partition()));
    for (Row row : routing.rows()) {
      TableIdentifier table = TableIdentifier.of(row.table().namespace(), row.table().name());
      out.collect(record(table, ROUTED, shape(item, row), ROUTED_BY_DAY));
    }
  }

  private Record shape(Item.Accepted item, Row row) {
    Event event = item.event();
    RowMeta meta =
        new RowMeta(
            event.id(),
            event.vendor(),
            event.source(),
            event.type(),
            event.time(),
            event.receivedAt(),
            row.rule(),
            definition.version(),
            item.partition(),
            item.offset());
    return switch (shaper.shape(meta, row.columns())) {
      case Shaped.Fits(var record) -> record;
      case Shaped.NeedsColumns needs ->
          throw new IllegalStateException("no event of a test needs them: " + needs);
    };
  }

  private static DynamicRecord record(
      TableIdentifier table, Schema schema, Record row, PartitionSpec partition) {
    RowData data = FlinkRows.of(schema.asStruct(), row);
    return new DynamicRecord(
        table,
        SnapshotRef.MAIN_BRANCH,
        schema,
        data,
        partition,
        DistributionMode.NONE,
        Integer.MAX_VALUE);
  }
}
