// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.EventHeader;
import io.lakebus.event.Reason;
import io.lakebus.route.TableId;
import io.lakebus.schema.QuarantineRow.LogRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.util.Utf8;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The archive and the quarantine, through Parquet. */
class FixedTablesTest {

  private static final Instant TIME = Instant.parse("2027-03-01T09:59:59.123456Z");
  private static final String DETAIL = "{ \"home\" : 1.0, \"city\":\"København\" }";
  private static final byte[] NO_UTF8 = {(byte) 0xff, 0, '{'};

  private static final Event EVENT =
      new Event(
          "e-1",
          "statsfeed.live",
          "match.score",
          "statsfeed",
          TIME,
          Tables.RECEIVED,
          List.of("arn:match:1"),
          Map.of("subject", "match/1"),
          DETAIL.getBytes(StandardCharsets.UTF_8));

  private static final LogRecord LOG =
      new LogRecord(
          "sports.events",
          3,
          42,
          TIME,
          Optional.of(new byte[] {1}),
          List.of(
              new EventHeader("ce_id", "e-1".getBytes(StandardCharsets.UTF_8)),
              new EventHeader("ce_id", NO_UTF8)),
          Optional.of(NO_UTF8));

  private final TableKeeper keeper = Tables.keeper(Tables.catalog());

  @Test
  void theArchiveHoldsAnEventAsItCame() {
    Table table = keeper.archiveTable(new TableId("sports", "events"));

    Tables.append(
        table,
        List.of(ArchiveTable.record(new ArchiveRow(EVENT, List.of("cat1", "all"), 7, 3, 42))));

    assertThat(values(Tables.read(table).getFirst()))
        .containsExactly(
            "e-1",
            "statsfeed",
            "statsfeed.live",
            "match.score",
            TIME.atOffset(ZoneOffset.UTC),
            Tables.RECEIVED.atOffset(ZoneOffset.UTC),
            List.of("cat1", "all"),
            7,
            3,
            42L,
            List.of("arn:match:1"),
            Map.of("subject", "match/1"),
            DETAIL);
  }

  @Test
  void theDetailIsNotDecodedOnItsWayIntoTheArchive() {
    Record record = ArchiveTable.record(new ArchiveRow(EVENT, List.of(), 7, 3, 42));

    assertThat(((Utf8) record.getField(ArchiveTable.DETAIL)).getBytes()).isSameAs(EVENT.detail());
  }

  @Test
  void theQuarantineHoldsAllThatIsNeededToDriveADeadLetterAgain() {
    Table table = keeper.quarantineTable(new TableId("sports", "quarantine"));
    DeadLetter failed =
        new DeadLetter(
            Reason.TRANSFORM_FAILED, "no such field", Optional.of("/a"), Optional.of("cat2"));

    Tables.append(
        table,
        List.of(
            QuarantineTable.record(
                new QuarantineRow(failed, Optional.of(EVENT), LOG, 7, Tables.RECEIVED))));

    Record row = Tables.read(table).getFirst();
    assertThat(values(row).subList(0, 18))
        .containsExactly(
            Tables.RECEIVED.atOffset(ZoneOffset.UTC),
            "transform",
            "transform-failed",
            "no such field",
            "/a",
            "cat2",
            "e-1",
            "statsfeed",
            "statsfeed.live",
            "match.score",
            TIME.atOffset(ZoneOffset.UTC),
            Tables.RECEIVED.atOffset(ZoneOffset.UTC),
            7,
            "sports.events",
            3,
            42L,
            TIME.atOffset(ZoneOffset.UTC),
            ByteBuffer.wrap(new byte[] {1}));
    assertThat(((List<?>) row.getField("headers")).stream().map(each -> values((Record) each)))
        .containsExactly(
            List.of("ce_id", ByteBuffer.wrap("e-1".getBytes(StandardCharsets.UTF_8))),
            List.of("ce_id", ByteBuffer.wrap(NO_UTF8)));
    assertThat(row.getField("value")).isEqualTo(ByteBuffer.wrap(NO_UTF8));
  }

  @Test
  void aRecordThatIsNoEventIsQuarantinedToo() {
    Table table = keeper.quarantineTable(new TableId("sports", "quarantine"));
    LogRecord bare =
        new LogRecord("sports.events", 0, 0, TIME, Optional.empty(), List.of(), Optional.empty());

    Tables.append(
        table,
        List.of(
            QuarantineTable.record(
                new QuarantineRow(
                    DeadLetter.of(Reason.INVALID_ATTRIBUTES, "no ce_id"),
                    Optional.empty(),
                    bare,
                    7,
                    TIME))));

    Record row = Tables.read(table).getFirst();
    assertThat(row.getField("code")).isEqualTo("invalid-attributes");
    assertThat(row.getField("headers")).isEqualTo(List.of());
    assertThat(Arrays.asList(row.getField("_event_id"), row.getField("key"), row.getField("value")))
        .containsOnlyNulls();
  }

  @Test
  void askingAgainFindsTheSameTables() {
    Table archive = keeper.archiveTable(new TableId("sports", "events"));
    Table quarantine = keeper.quarantineTable(new TableId("sports", "quarantine"));

    assertThat(keeper.archiveTable(new TableId("sports", "events")).uuid())
        .isEqualTo(archive.uuid());
    assertThat(keeper.quarantineTable(new TableId("sports", "quarantine")).uuid())
        .isEqualTo(quarantine.uuid());
  }

  @Test
  void recordsAndTablesHaveTheirColumnsInTheSameOrderAndEachIsExplained() {
    Table archive = keeper.archiveTable(new TableId("sports", "events"));
    Table quarantine = keeper.quarantineTable(new TableId("sports", "quarantine"));

    assertThat(names(archive)).isEqualTo(names(ArchiveTable.schema().columns()));
    assertThat(names(quarantine)).isEqualTo(names(QuarantineTable.schema().columns()));
    assertThat(archive.schema().columns()).allMatch(column -> !column.doc().isBlank());
    assertThat(quarantine.schema().columns()).allMatch(column -> !column.doc().isBlank());
    assertThat(ReservedColumns.fields()).allMatch(column -> !column.doc().isBlank());
  }

  private static List<String> names(Table table) {
    return names(table.schema().columns());
  }

  private static List<String> names(List<NestedField> columns) {
    return columns.stream().map(NestedField::name).toList();
  }

  private static List<Object> values(Record record) {
    return IntStream.range(0, record.size()).mapToObj(record::get).toList();
  }
}
