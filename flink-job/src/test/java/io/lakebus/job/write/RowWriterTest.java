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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowWriterTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final TableId CAT1 = new TableId("sports", "cat1");
  private static final TableId CAT2 = new TableId("sports", "cat2");

  private final InMemoryCatalog catalog = new InMemoryCatalog();
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
    Table table = catalog.loadTable(TableIdentifier.of("sports", "cat1"));
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
    assertThat(versions(files, new TableId("sports", "events")))
        .containsExactly("1 v1", "2 v1", "3 v2", "4 v2");
    assertThat(versions(files, new TableId("sports", "quarantine"))).containsExactly("4 v2");
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

    Table table = catalog.loadTable(TableIdentifier.of("sports", "cat1"));
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

  /** The offset and the version of each row. */
  private List<String> versions(SubtaskFiles files, TableId id) throws IOException {
    Table table = catalog.loadTable(TableIdentifier.of(id.namespace(), id.name()));
    List<String> versions = new ArrayList<>();
    for (WrittenFile file : files.tables().get(id).files()) {
      try (CloseableIterable<Record> rows =
          Parquet.read(table.io().newInputFile(file.path()))
              .project(table.schema())
              .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
              .build()) {
        rows.forEach(
            row ->
                versions.add(row.getField("_kafka_offset") + " v" + row.getField("_bus_version")));
      }
    }
    Collections.sort(versions);
    return versions;
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
