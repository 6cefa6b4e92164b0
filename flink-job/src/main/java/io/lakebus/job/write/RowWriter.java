// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.bus.Bus;
import io.lakebus.bus.TableSpec;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.Reason;
import io.lakebus.job.decode.Item;
import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.failpoint.Moment;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.Routed;
import io.lakebus.job.stream.DeadLetterCounters;
import io.lakebus.route.Routing;
import io.lakebus.route.Row;
import io.lakebus.route.TableId;
import io.lakebus.schema.RoutedTable;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.metrics.Counter;

/**
 * The operator write. Rows go straight into Parquet files; at each barrier all files are closed,
 * several at a time, and handed to commit.
 *
 * <p>The first rows of a table that this subtask has not met wait until the barrier, or until they
 * are many: a table is better laid out by many rows than by one, and many tables are opened at a
 * time. So do rows that a table lacks columns for.
 */
public final class RowWriter implements CommittingSinkWriter<Routed, SubtaskFiles> {

  /** How many refused names are remembered, so that names made of data cannot fill the memory. */
  private static final int REFUSED_TABLES = 10_000;

  private final WriteContext context;
  private final FailPoints failPoints;
  private final Closeable resources;
  private final ArchiveWriter archive;
  private final QuarantineWriter quarantine;
  private final Map<TableId, RoutedWriter> tables = new HashMap<>();
  private final Map<TableId, WaitingRows> waiting = new LinkedHashMap<>();
  private final Map<TableId, Refusal> refused = new HashMap<>();
  private final Counter files;
  private final DeadLetterCounters deadLetters;
  private Offsets complete = Offsets.NONE;

  /** The version of the definition that the last rows were made by; 0 before any. */
  private int lastVersion;

  /** What was found for a table's first rows, opened by what the definition says of the table. */
  private record Opened(TableId table, List<RuleRow> rows, TableSpec spec, RoutedTable found) {}

  /** Why all rows of a table are dead letters, until another definition is in force. */
  private record Refusal(Reason reason, String message) {}

  /**
   * Makes the writer of one subtask.
   *
   * @param context what it works with
   * @param failPoints what happens at barriers
   * @param resources what is closed in the end
   */
  public RowWriter(WriteContext context, FailPoints failPoints, Closeable resources) {
    this.context = context;
    this.failPoints = failPoints;
    this.resources = resources;
    this.archive = new ArchiveWriter(context);
    this.quarantine = new QuarantineWriter(context);
    this.files = context.metrics().counter("files");
    this.deadLetters = new DeadLetterCounters(context.metrics());
  }

  @Override
  public void write(Routed routed, Context ignored) {
    switch (routed) {
      case Routed.Rows rows -> writeRows(rows);
      case Routed.Dead dead -> quarantine.write(dead.item(), dead.version());
      case Routed.Progress progress -> complete = complete.max(progress.item().offsets());
    }
  }

  private void writeRows(Routed.Rows routed) {
    Item.Accepted item = routed.item();
    Routing routing = routed.routing();
    int version = routed.version();
    if (version != lastVersion) {
      useDefinition(version);
    }
    boolean wholeEventFailed = false;
    for (DeadLetter letter : routing.deadLetters()) {
      wholeEventFailed |= letter.rule().isEmpty();
      quarantine.write(letter, item, version);
    }
    if (wholeEventFailed) {
      return;
    }
    archive.write(item, routing.rules(), version);
    for (Row row : routing.rows()) {
      RoutedWriter table = tables.get(row.table());
      RuleRow made = new RuleRow(row.rule(), version, item, row.columns());
      if (table != null) {
        table.write(made);
      } else {
        waitForTable(row.table(), made);
      }
    }
  }

  /** The rows from now on are by another definition, which may say other things of tables. */
  private void useDefinition(int version) {
    lastVersion = version;
    refused.clear();
    context.keeper().lookAgain();
    Bus bus = context.inForce().current().bus();
    tables.forEach((id, writer) -> writer.use(bus.tableSpec(id.namespace(), id.name())));
  }

  private void waitForTable(TableId table, RuleRow row) {
    Refusal refusal = refused.get(table);
    if (refusal != null) {
      quarantine(row, refusal);
      return;
    }
    WaitingRows rows = waiting.computeIfAbsent(table, unmet -> new WaitingRows());
    rows.add(row);
    if (rows.isFull()) {
      waiting.remove(table);
      start(open(table, rows.take()));
    }
  }

  /** Asks the catalog for the table; nothing of this writer changes, so tables open in parallel. */
  private Opened open(TableId table, List<RuleRow> rows) {
    TableSpec spec = context.inForce().current().bus().tableSpec(table.namespace(), table.name());
    return new Opened(
        table,
        rows,
        spec,
        context.keeper().routedTable(table, spec, rows.stream().map(RuleRow::columns).toList()));
  }

  private void start(Opened opened) {
    TableId table = opened.table();
    switch (opened.found()) {
      case RoutedTable.Ready(var ready) -> {
        RoutedWriter writer =
            new RoutedWriter(context.writer(table, ready), context.keeper(), opened.spec());
        tables.put(table, writer);
        opened.rows().forEach(writer::write);
      }
      case RoutedTable.TooManyTables tooMany ->
          refuse(
              table,
              opened.rows(),
              new Refusal(
                  Reason.TOO_MANY_TABLES,
                  table + " would be one table more than the bus may have"));
      case RoutedTable.NameTaken(var by) ->
          refuse(
              table,
              opened.rows(),
              new Refusal(
                  Reason.TABLE_NAME_TAKEN,
                  table
                      + " is "
                      + by
                      + ", which the bus did not make: rename that and start the job again, or give"
                      + " the rule another table"));
    }
  }

  private void refuse(TableId table, List<RuleRow> rows, Refusal refusal) {
    if (refused.size() >= REFUSED_TABLES) {
      refused.clear();
    }
    refused.put(table, refusal);
    rows.forEach(row -> quarantine(row, refusal));
  }

  private void quarantine(RuleRow row, Refusal refusal) {
    deadLetters.count(refusal.reason());
    quarantine.write(
        DeadLetter.ofRule(refusal.reason(), row.rule(), refusal.message()),
        row.item(),
        row.version());
  }

  @Override
  public void flush(boolean endOfInput) {
    failPoints.reached(Moment.BEFORE_BARRIER);
    context.keeper().lookAgain();
    openTables();
    addColumns();
  }

  private void openTables() {
    List<Map.Entry<TableId, WaitingRows>> unopened = List.copyOf(waiting.entrySet());
    waiting.clear();
    context
        .parallel()
        .map(unopened, entry -> open(entry.getKey(), entry.getValue().take()))
        .forEach(this::start);
  }

  /** Adds the columns that rows wait for, to several tables at a time, and writes the rows. */
  private void addColumns() {
    List<RoutedWriter> lacking = tables.values().stream().filter(RoutedWriter::isWaiting).toList();
    context.parallel().map(lacking, RoutedWriter::addColumns);
    lacking.forEach(RoutedWriter::writeWaiting);
  }

  @Override
  public List<SubtaskFiles> prepareCommit() {
    List<SubtaskFiles> written = closeFiles();
    failPoints.reached(Moment.FILES_CLOSED);
    return written;
  }

  private List<SubtaskFiles> closeFiles() {
    record Closing(TableId table, OpenFile file) {}

    List<Closing> closing = new ArrayList<>();
    Map<TableId, TableFiles> shares = new HashMap<>();
    writers()
        .forEach(
            writer -> {
              shares.put(writer.id(), writer.share());
              writer.takeFiles().forEach(file -> closing.add(new Closing(writer.id(), file)));
            });
    List<WrittenFile> closed = context.parallel().map(closing, one -> one.file().close());
    files.inc(closed.size());

    Map<TableId, List<WrittenFile>> byTable = new HashMap<>();
    for (int i = 0; i < closed.size(); i++) {
      byTable
          .computeIfAbsent(closing.get(i).table(), first -> new ArrayList<>())
          .add(closed.get(i));
    }
    if (byTable.isEmpty() && complete.isEmpty()) {
      return List.of();
    }
    if (!byTable.isEmpty()) {
      archive.open();
    }
    shares.keySet().retainAll(byTable.keySet());
    shares.replaceAll((table, share) -> share.with(byTable.get(table)));
    SubtaskFiles written = new SubtaskFiles(shares, complete);
    complete = Offsets.NONE;
    return List.of(written);
  }

  private Stream<TableWriter> writers() {
    return Stream.of(
            archive.writer().stream(),
            quarantine.writer().stream(),
            tables.values().stream().map(RoutedWriter::writer))
        .flatMap(each -> each);
  }

  @Override
  public void close() throws IOException {
    writers().flatMap(writer -> writer.takeFiles().stream()).forEach(OpenFile::abandon);
    resources.close();
  }
}
