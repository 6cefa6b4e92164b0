// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lakebus.local.journal.JournalEntry;
import io.lakebus.local.journal.Outcome;
import io.lakebus.route.TableId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The check must be able to fail: each test but the first puts one fault into right tables. */
final class JournalCheckTest {

  private static final TableId ARCHIVE = new TableId("bus", "events");
  private static final TableId SCORES = new TableId("bus", "scores");
  private static final TableId LINES = new TableId("bus", "lines");
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private final Expectations expectations = new Expectations(ARCHIVE, JournalCheckTest::rowsOf);
  private final Map<TableId, Map<String, Found>> tables = new HashMap<>();

  @Test
  void tablesThatHaveExactlyWhatWasAcceptedAreRight() {
    rightTables();
    assertThat(compare()).allMatch(TableFinding::isRight);
    assertThat(compare())
        .extracting(TableFinding::table, TableFinding::expected, TableFinding::found)
        .containsExactly(tuple(ARCHIVE, 3L, 3L), tuple(LINES, 2L, 2L), tuple(SCORES, 2L, 2L));
  }

  @Test
  void aMissingRowIsLost() {
    rightTables();
    tables.get(SCORES).remove("score-2");
    assertThat(finding(SCORES).lost()).containsExactly("score-2");
    assertThat(finding(ARCHIVE).isRight()).isTrue();
  }

  @Test
  void aMissingTableLosesAllItsRows() {
    rightTables();
    tables.remove(SCORES);
    assertThat(finding(SCORES).lost()).containsExactlyInAnyOrder("score-1", "score-2");
  }

  @Test
  void oneOfSeveralRowsOfAnEventIsLost() {
    rightTables();
    tables.get(LINES).put("order-1", found(1));
    assertThat(finding(LINES).lost()).containsExactly("order-1");
  }

  @Test
  void aSecondRowIsDoubled() {
    rightTables();
    tables.get(SCORES).put("score-1", found(2));
    assertThat(finding(SCORES).doubled()).containsExactly("score-1");
    assertThat(finding(SCORES).lost()).isEmpty();
  }

  @Test
  void aRowOfNoEventOfTheRunIsAPhantom() {
    rightTables();
    tables.get(SCORES).put("from-nowhere", found(1));
    assertThat(finding(SCORES).phantom()).containsExactly("from-nowhere");
  }

  @Test
  void aRowReceivedBeforeTheRunIsNoPhantom() {
    rightTables();
    tables.get(SCORES).put("older", new Found(1, START.minusSeconds(1), Optional.empty()));
    assertThat(finding(SCORES).isRight()).isTrue();
  }

  @Test
  void aRowInATableThatNoEventGoesToIsAPhantom() {
    rightTables();
    TableId other = new TableId("bus", "other");
    tables.put(other, new HashMap<>(Map.of("score-1", found(1))));
    assertThat(finding(other).phantom()).containsExactly("score-1");
  }

  @Test
  void aRowOfARejectedEventIsAPhantom() {
    rightTables();
    add("score-3", Outcome.REJECTED);
    assertThat(finding(SCORES).isRight()).isTrue();
    tables.get(SCORES).put("score-3", found(1));
    assertThat(finding(SCORES).phantom()).containsExactly("score-3");
  }

  @Test
  void anEventOfUnknownFateIsEverywhereOrNowhere() {
    rightTables();
    add("score-3", Outcome.UNKNOWN);
    assertThat(compare()).allMatch(TableFinding::isRight);
    tables.get(ARCHIVE).put("score-3", archived("score-3"));
    assertThat(finding(SCORES).lost()).containsExactly("score-3");
    tables.get(SCORES).put("score-3", found(1));
    assertThat(compare()).allMatch(TableFinding::isRight);
    tables.get(ARCHIVE).remove("score-3");
    assertThat(finding(SCORES).phantom()).containsExactly("score-3");
  }

  @Test
  void anotherDetailThanTheOneSentIsAChange() {
    rightTables();
    tables.get(ARCHIVE).put("score-1", new Found(1, START, Optional.of("other")));
    assertThat(finding(ARCHIVE).changed()).containsExactly("score-1");
  }

  @Test
  void theReportNamesWhatIsWrong() {
    rightTables();
    tables.get(SCORES).put("score-1", found(2));
    StringWriter text = new StringWriter();
    CheckReport report = new CheckReport(expectations, compare());
    report.print(new PrintWriter(text));
    assertThat(report.isRight()).isFalse();
    assertThat(text.toString())
        .contains("events sent: 3 accepted, 0 rejected, 0 unknown")
        .contains("bus.scores doubled: score-1")
        .contains("the tables do not have exactly what was accepted");
    assertThat(report.toJson().at("/tables/2/doubled/0").asText()).isEqualTo("score-1");
  }

  private void rightTables() {
    add("score-1", Outcome.ACCEPTED);
    add("score-2", Outcome.ACCEPTED);
    add("order-1", Outcome.ACCEPTED);
    tables.put(
        ARCHIVE,
        new HashMap<>(
            Map.of(
                "score-1", archived("score-1"),
                "score-2", archived("score-2"),
                "order-1", archived("order-1"))));
    tables.put(SCORES, new HashMap<>(Map.of("score-1", found(1), "score-2", found(1))));
    tables.put(LINES, new HashMap<>(Map.of("order-1", found(2))));
  }

  private void add(String id, Outcome outcome) {
    expectations.add(
        new JournalEntry(
            1,
            id,
            id.substring(0, id.indexOf('-')),
            Optional.empty(),
            "sha of " + id,
            JsonNodeFactory.instance.objectNode(),
            START,
            1,
            outcome,
            202));
  }

  private List<TableFinding> compare() {
    Tables inMemory =
        new Tables() {
          @Override
          public Set<TableId> in(String namespace) {
            return tables.keySet();
          }

          @Override
          public Map<String, Found> rows(TableId table) {
            return tables.get(table);
          }
        };
    return new ArrayList<>(new JournalCheck(expectations).compare(inMemory));
  }

  private TableFinding finding(TableId table) {
    return compare().stream()
        .filter(finding -> finding.table().equals(table))
        .findFirst()
        .orElseThrow();
  }

  /** Scores make a row, orders two. */
  private static Map<TableId, Integer> rowsOf(JournalEntry entry) {
    return entry.type().equals("score")
        ? Map.of(ARCHIVE, 1, SCORES, 1)
        : Map.of(ARCHIVE, 1, LINES, 2);
  }

  private static Found found(int rows) {
    return new Found(rows, START.plusSeconds(1), Optional.empty());
  }

  private static Found archived(String id) {
    return new Found(1, START.plusSeconds(1), Optional.of("sha of " + id));
  }
}
