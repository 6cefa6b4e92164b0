// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.Bus;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.Reason;
import io.lakebus.event.StrictJson;
import io.lakebus.job.decode.Item;
import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.Routed;
import io.lakebus.job.route.SettableBus;
import io.lakebus.parallel.InParallel;
import io.lakebus.route.Routing;
import io.lakebus.route.Row;
import io.lakebus.route.TableId;
import io.lakebus.schema.TableKeeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RowWriterTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final TableId CAT1 = new TableId("sports", "cat1");
  private static final TableId CAT2 = new TableId("sports", "cat2");
  private static final TableId EVENTS = new TableId("sports", "events");
  private static final TableId QUARANTINE = new TableId("sports", "quarantine");
  private static final Schema NUMBERS =
      new Schema(NestedField.optional(1, "n", Types.LongType.get()));

  private final AtomicInteger listings = new AtomicInteger();
  private final InMemoryCatalog catalog =
      new InMemoryCatalog() {
        @Override
        public List<TableIdentifier> listTables(Namespace namespace) {
          listings.incrementAndGet();
          return super.listTables(namespace);
        }
      };
  private final InParallel parallel = InParallel.of("test", 2);
  private final SettableBus inForce = new SettableBus("{ bus: sports, max-tables: 100 }");
  private Offsets complete = Offsets.NONE;
  private int lastVersion = 1;
  private RowWriter writer;

  @BeforeEach
  void open() {
    catalog.initialize("test", Map.of());
    writer = writer();
  }

  @AfterEach
  void close() throws IOException {
    writer.close();
    catalog.close();
    parallel.close();
  }

  @Test
  void nothingWrittenHandsOverNothing() {
    assertThat(barrier()).isEmpty();
  }

  @Test
  void eachBarrierHandsOverTheFilesSinceTheLast() {
    write(4, row(CAT1, "{\"n\":1}"));
    write(5, row(CAT1, "{\"n\":2}"), row(CAT2, "{}"));
    writer.write(new Routed.Progress(new Item.Progress(Offsets.of(Map.of(0, 6L)))), null);

    SubtaskFiles first = barrier().getFirst();
    assertThat(rowCounts(first))
        .isEqualTo(Map.of("sports.cat1", 2L, "sports.cat2", 1L, "sports.events", 2L));
    assertThat(first.complete()).isEqualTo(Offsets.of(Map.of(0, 6L)));
    assertThat(first.tables().get(CAT1).first()).isEqualTo(Offsets.of(Map.of(0, 4L)));
    assertThat(first.tables().get(CAT2).first()).isEqualTo(Offsets.of(Map.of(0, 5L)));

    write(6, row(CAT2, "{}"));
    assertThat(rowCounts(barrier().getFirst()))
        .isEqualTo(Map.of("sports.cat2", 1L, "sports.events", 1L));
    assertThat(barrier()).isEmpty();
  }

  @Test
  void aFileSaysWhatIcebergNeedsToCommitIt() {
    write(1, row(CAT1, "{\"n\":1}"));
    WrittenFile file = barrier().getFirst().tables().get(CAT1).files().getFirst();
    Table table = table(CAT1);
    assertThat(table.io().newInputFile(file.path()).getLength()).isEqualTo(file.bytes());
    assertThat(file.toDataFile(table.specs()).recordCount()).isEqualTo(1);
    assertThat(file.toDataFile(table.specs()).partition().get(0, Integer.class))
        .isEqualTo((int) NOW.atOffset(java.time.ZoneOffset.UTC).toLocalDate().toEpochDay());
  }

  @Test
  void theFilesTellWhichTableTheyWereWrittenFor() {
    write(1, row(CAT1, "{\"n\":1}"));
    SubtaskFiles files = barrier().getFirst();
    Table table = catalog.loadTable(TableIdentifier.of("sports", "cat1"));
    assertThat(files.tables().get(CAT1).writtenFor()).containsExactly(table.uuid());
  }

  @Test
  void progressAloneIsHandedOver() {
    writer.write(new Routed.Progress(new Item.Progress(Offsets.of(Map.of(2, 9L)))), null);
    assertThat(barrier()).containsExactly(new SubtaskFiles(Map.of(), Offsets.of(Map.of(2, 9L))));
    assertThat(barrier()).isEmpty();
  }

  @Test
  void rowsThatATableHasAlreadyAreLeftOut() {
    complete = Offsets.of(Map.of(0, 5L));
    write(4, row(CAT1, "{}"));
    write(5, row(CAT1, "{}"));
    SubtaskFiles files = barrier().getFirst();
    assertThat(rowCounts(files)).isEqualTo(Map.of("sports.cat1", 1L, "sports.events", 1L));
    assertThat(files.tables().get(CAT1).first()).isEqualTo(Offsets.of(Map.of(0, 5L)));
  }

  @Test
  void aTableThatGrowsInTheMiddleHasFilesOfBothSchemas() {
    write(1, row(CAT1, "{\"n\":1}"));
    barrier();
    write(2, row(CAT1, "{\"n\":2}"));
    write(3, row(CAT1, "{\"n\":3,\"venue\":{\"city\":\"Oslo\"}}"));
    assertThat(barrier().getFirst().tables().get(CAT1).files())
        .extracting(WrittenFile::rows)
        .containsExactly(1L, 1L);
  }

  @Test
  void rowsThatBringColumnsAreServedByOneChangeOfTheTable() throws IOException {
    write(1, row(CAT1, "{}"));
    barrier();
    for (int i = 2; i < 6; i++) {
      write(i, row(CAT1, "{\"c" + i + "\":" + i + "}"));
    }
    write(6, row(CAT1, "{}"));
    SubtaskFiles files = barrier().getFirst();

    assertThat(table(CAT1).schemas()).hasSize(2);
    assertThat(versions(files, CAT1)).containsExactly("2 v1", "3 v1", "4 v1", "5 v1", "6 v1");
    assertThat(column(files, CAT1, "c5")).containsOnlyOnce(5L);
    assertThat(files.tables().get(CAT1).first()).isEqualTo(Offsets.of(Map.of(0, 2L)));
    write(7, row(CAT1, "{}"));
    assertThat(barrier().getFirst().tables().get(CAT1).first())
        .isEqualTo(Offsets.of(Map.of(0, 7L)));
  }

  @Test
  void theFirstRowsForATableThatIsThereAreServedByOneChangeOfIt() throws IOException {
    write(1, row(CAT1, "{}"));
    barrier();
    writer.close();
    writer = writer();
    for (int i = 2; i < 6; i++) {
      write(i, row(CAT1, "{\"c" + i + "\":" + i + "}"));
    }

    assertThat(rowCounts(barrier().getFirst()))
        .isEqualTo(Map.of("sports.cat1", 4L, "sports.events", 4L));
    assertThat(table(CAT1).schemas()).hasSize(2);
  }

  @Test
  void aColumnHasATypeForAllRowsThatBringIt() throws IOException {
    write(1, row(CAT1, "{}"));
    barrier();
    write(2, row(CAT1, "{\"odds\":2}"));
    write(3, row(CAT1, "{\"odds\":2.5}"));

    assertThat(column(barrier().getFirst(), CAT1, "odds")).containsExactlyInAnyOrder(2.0, 2.5);
  }

  @Test
  void manyRowsThatBringColumnsDoNotWaitForTheBarrier() {
    write(1, row(CAT1, "{}"));
    barrier();
    for (int i = 0; i < WaitingRows.MOST_ROWS; i++) {
      write(2 + i, row(CAT1, "{\"a\":1}"));
    }
    assertThat(table(CAT1).schema().findField("a")).isNotNull();
    write(200, row(CAT1, "{\"b\":1}"));
    assertThat(table(CAT1).schema().findField("b")).isNull();

    assertThat(rowCounts(barrier().getFirst()))
        .isEqualTo(Map.of("sports.cat1", 101L, "sports.events", 101L));
  }

  @Test
  void aRowThatATableHasAlreadyBringsNoColumn() {
    complete = Offsets.of(Map.of(0, 5L));
    write(5, row(CAT1, "{}"));
    barrier();
    write(4, row(CAT1, "{\"a\":1}"));

    assertThat(barrier()).isEmpty();
    assertThat(table(CAT1).schemas()).hasSize(1);
  }

  @Test
  void aTableTooManySendsItsRowsToTheQuarantine() {
    inForce.set(1, "{ bus: sports, max-tables: 2 }");
    write(1, row(CAT1, "{}"));
    barrier();
    write(2, row(CAT1, "{}"), row(CAT2, "{}"));
    assertThat(rowCounts(barrier().getFirst()))
        .isEqualTo(Map.of("sports.cat1", 1L, "sports.events", 1L, "sports.quarantine", 1L));
    write(3, row(CAT2, "{}"));
    assertThat(rowCounts(barrier().getFirst()))
        .isEqualTo(Map.of("sports.events", 1L, "sports.quarantine", 1L));
  }

  @Test
  void allNamesBeyondTheLimitCostOneListingABarrier() {
    inForce.set(1, "{ bus: sports, max-tables: 1 }");
    for (int i = 0; i < 20; i++) {
      write(i, row(new TableId("sports", "t" + i), "{}"));
    }
    assertThat(rowCounts(barrier().getFirst()))
        .isEqualTo(Map.of("sports.events", 20L, "sports.quarantine", 20L));
    assertThat(listings).hasValue(1);

    write(20, row(new TableId("sports", "t20"), "{}"));
    barrier();
    assertThat(listings).hasValue(2);
  }

  @Test
  void aTableWhoseNameIsTakenSendsItsRowsToTheQuarantine() throws IOException {
    view(CAT1);
    catalog.createTable(TableIdentifier.of("sports", "cat2"), NUMBERS);
    TableId cat3 = new TableId("sports", "cat3");
    write(1, row(CAT1, "{}"), row(CAT2, "{\"n\":1}"), row(cat3, "{}"));
    SubtaskFiles files = barrier().getFirst();
    assertThat(rowCounts(files))
        .isEqualTo(Map.of("sports.cat3", 1L, "sports.events", 1L, "sports.quarantine", 2L));
    assertThat(column(files, QUARANTINE, "code"))
        .containsExactly("table-name-taken", "table-name-taken");
    assertThat(column(files, QUARANTINE, "message"))
        .anyMatch(message -> message.toString().startsWith("sports.cat1 is a view"))
        .anyMatch(message -> message.toString().startsWith("sports.cat2 is a table without"));

    write(2, row(CAT1, "{}"), row(cat3, "{}"));
    assertThat(rowCounts(barrier().getFirst()))
        .isEqualTo(Map.of("sports.cat3", 1L, "sports.events", 1L, "sports.quarantine", 1L));
  }

  @Test
  void theJobStopsWhereTheNameOfTheArchiveOrTheQuarantineIsTaken() {
    view(EVENTS);
    catalog.createTable(TableIdentifier.of("sports", "quarantine"), NUMBERS);
    assertThatThrownBy(() -> write(1, row(CAT1, "{}")))
        .isInstanceOf(SuppressRestartsException.class)
        .hasStackTraceContaining("sports.events is to be");
    assertThatThrownBy(() -> deadLetter(2))
        .isInstanceOf(SuppressRestartsException.class)
        .hasStackTraceContaining("sports.quarantine is to be");
  }

  @Test
  void anEventThatFailsAsAWholeIsOnlyInTheQuarantine() {
    writer.write(
        new Routed.Rows(
            item(1),
            new Routing(List.of(), List.of(), List.of(DeadLetter.of(Reason.MALFORMED_JSON, "bad"))),
            1),
        null);
    assertThat(rowCounts(barrier().getFirst())).isEqualTo(Map.of("sports.quarantine", 1L));
    assertThat(catalog.tableExists(TableIdentifier.of("sports", "events")))
        .as("the archive has a part in each commit")
        .isTrue();
  }

  @Test
  void aRuleThatFailsLeavesTheRestOfTheEvent() {
    writer.write(
        new Routed.Rows(
            item(1),
            new Routing(
                List.of("cat1", "cat2"),
                List.of(row(CAT1, "{}")),
                List.of(DeadLetter.ofRule(Reason.TRANSFORM_FAILED, "cat2", "bad"))),
            1),
        null);
    assertThat(rowCounts(barrier().getFirst()))
        .isEqualTo(Map.of("sports.cat1", 1L, "sports.events", 1L, "sports.quarantine", 1L));
  }

  @Test
  void eachRowCarriesTheVersionThatRoutedIt() throws IOException {
    write(1, row(CAT1, "{}"));
    writer.flush(false);
    inForce.set(2, "{ bus: sports }");
    write(2, row(CAT1, "{}")); // routed before the new definition came
    lastVersion = 2;
    write(3, row(CAT1, "{}"), row(CAT2, "{}"));
    deadLetter(4);
    SubtaskFiles files = barrier().getFirst();

    assertThat(versions(files, CAT1)).containsExactly("1 v1", "2 v1", "3 v2");
    assertThat(versions(files, CAT2)).containsExactly("3 v2");
    assertThat(versions(files, EVENTS)).containsExactly("1 v1", "2 v1", "3 v2", "4 v2");
    assertThat(versions(files, QUARANTINE)).containsExactly("4 v2");
  }

  @Test
  void aTypeThatIsGivenLaterIsThatOfAColumnThatComesLater() {
    write(1, row(CAT1, "{\"n\":1}"));
    barrier();
    inForce.set(
        2,
        """
        bus: sports
        rules: { r: { pattern: { source: [s] }, table: cat1 } }
        tables: { cat1: { columns: { odds: "decimal(10,4)" } } }
        """);
    lastVersion = 2;
    write(2, row(CAT1, "{\"odds\":1.5}"));
    barrier();

    Table table = table(CAT1);
    assertThat(table.schema().findType("odds")).isEqualTo(Types.DecimalType.of(10, 4));
  }

  @Test
  void aTableThatIsAllowedLaterTakesItsRows() {
    inForce.set(1, "{ bus: sports, max-tables: 2 }");
    write(1, row(CAT1, "{}"));
    barrier();
    write(2, row(CAT2, "{}"));
    assertThat(rowCounts(barrier().getFirst()))
        .isEqualTo(Map.of("sports.events", 1L, "sports.quarantine", 1L));

    inForce.set(2, "{ bus: sports, max-tables: 9 }");
    lastVersion = 2;
    write(3, row(CAT2, "{}"));
    assertThat(rowCounts(barrier().getFirst()))
        .isEqualTo(Map.of("sports.events", 1L, "sports.cat2", 1L));
  }

  private void deadLetter(long offset) {
    writer.write(
        new Routed.Rows(
            item(offset),
            new Routing(
                List.of("r"),
                List.of(),
                List.of(DeadLetter.ofRule(Reason.TRANSFORM_FAILED, "r", "bad"))),
            lastVersion),
        null);
  }

  /** A view, which an analyst might make. */
  private void view(TableId name) {
    Namespace namespace = Namespace.of(name.namespace());
    catalog.createNamespace(namespace);
    catalog
        .buildView(TableIdentifier.of(namespace, name.name()))
        .withSchema(NUMBERS)
        .withDefaultNamespace(namespace)
        .withQuery("trino", "SELECT 1 AS n")
        .create();
  }

  private Table table(TableId id) {
    return catalog.loadTable(TableIdentifier.of(id.namespace(), id.name()));
  }

  /** The offset and the version of each row. */
  private List<String> versions(SubtaskFiles files, TableId id) throws IOException {
    return rows(files, id).stream()
        .map(row -> row.getField("_kafka_offset") + " v" + row.getField("_bus_version"))
        .sorted()
        .toList();
  }

  private List<Object> column(SubtaskFiles files, TableId id, String name) throws IOException {
    return rows(files, id).stream().map(row -> row.getField(name)).toList();
  }

  private List<Record> rows(SubtaskFiles files, TableId id) throws IOException {
    Table table = table(id);
    List<Record> all = new ArrayList<>();
    for (WrittenFile file : files.tables().get(id).files()) {
      try (CloseableIterable<Record> rows =
          Parquet.read(table.io().newInputFile(file.path()))
              .project(table.schema())
              .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
              .build()) {
        rows.forEach(all::add);
      }
    }
    return all;
  }

  private RowWriter writer() {
    Bus bus = inForce.current().bus();
    return new RowWriter(
        new WriteContext(
            bus,
            inForce,
            "sports.events",
            new TableKeeper(catalog, () -> inForce.current().bus().maxTables(), duration -> {}),
            table -> complete,
            parallel,
            InstantSource.fixed(NOW),
            0,
            new UnregisteredMetricsGroup()),
        FailPoints.none(),
        () -> {});
  }

  private List<SubtaskFiles> barrier() {
    writer.flush(false);
    return writer.prepareCommit();
  }

  private void write(long offset, Row... rows) {
    writer.write(
        new Routed.Rows(
            item(offset), new Routing(List.of("r"), List.of(rows), List.of()), lastVersion),
        null);
  }

  private static Row row(TableId table, String columns) {
    try {
      return new Row("r", table, StrictJson.mapper().readValue(columns, ObjectNode.class));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Item.Accepted item(long offset) {
    return new Item.Accepted(
        new Event(
            "id-" + offset,
            "s",
            "t",
            "v",
            NOW,
            NOW,
            List.of(),
            Map.of(),
            "{}".getBytes(StandardCharsets.UTF_8)),
        0,
        offset,
        0);
  }

  private static Map<String, Long> rowCounts(SubtaskFiles files) {
    Map<String, Long> counts = new TreeMap<>();
    files
        .tables()
        .forEach(
            (table, written) ->
                counts.put(
                    table.toString(), written.files().stream().mapToLong(WrittenFile::rows).sum()));
    return counts;
  }
}
