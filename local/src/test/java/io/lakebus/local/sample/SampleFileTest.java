// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The file that the demo sends is what its generator makes, byte for byte. */
final class SampleFileTest {

  private static final Path FILE = Path.of("../sample/sport-events.csv");

  @Test
  void theCommittedFileIsWhatTheGeneratorMakes() throws IOException {
    StringBuilder text = new StringBuilder();
    SampleCsv.write(SportSeason.events(SampleCommand.SEED, SampleCommand.RECORDS), text);
    assertThat(Files.readAllBytes(FILE))
        .as("sample/sport-events.csv; ./lakebus sample -o sample/sport-events.csv writes it")
        .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itHasTenThousandRecordsInAtMostTwoAndAHalfMegabytes() throws IOException {
    assertThat(records()).hasSize(10_000);
    assertThat(Files.size(FILE)).isLessThan(2_500_000);
  }

  @Test
  void eachTypeFillsItsOwnColumns() throws IOException {
    Map<String, Set<String>> columns = new TreeMap<>();
    for (CSVRecord row : records()) {
      row.toMap().entrySet().stream()
          .filter(cell -> !cell.getValue().isEmpty())
          .forEach(
              cell ->
                  columns
                      .computeIfAbsent(row.get("event_type"), type -> new TreeSet<>())
                      .add(cell.getKey()));
    }
    assertThat(columns.get("match.result"))
        .containsExactlyInAnyOrder(
            "event_type",
            "event_id",
            "occurred_at",
            "match_id",
            "sport",
            "home_score",
            "away_score",
            "winner",
            "decided_by",
            "attendance",
            "duration_minutes",
            "report");
    assertThat(columns.get("ticket.refunded"))
        .containsExactlyInAnyOrder(
            "event_type",
            "event_id",
            "occurred_at",
            "match_id",
            "order_id",
            "refund_quantity",
            "refund_amount",
            "fee_kept",
            "currency",
            "reason",
            "partial",
            "requested_at");
  }

  @Test
  void itHasTheCellsThatReadersGetWrong() throws IOException {
    Set<String> cells = records().stream().flatMap(CSVRecord::stream).collect(Collectors.toSet());
    assertThat(cells).anyMatch(cell -> cell.contains("\""));
    assertThat(cells).anyMatch(cell -> cell.contains(","));
    assertThat(cells).anyMatch(cell -> cell.contains("\n"));
    assertThat(cells).contains("", "太陽リーグ", "A1 Ελλάδας", "한강 리그", "ليلى حسن");
  }

  private static List<CSVRecord> records() throws IOException {
    try (CSVParser parser =
        CSVParser.parse(
            FILE,
            StandardCharsets.UTF_8,
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      return parser.getRecords();
    }
  }
}
