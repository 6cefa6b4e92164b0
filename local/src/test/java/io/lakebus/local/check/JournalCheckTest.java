// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

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
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The check must be able to fail: each test but the first puts one fault into right tables. */
final class JournalCheckTest {

  private static final TableId ARCHIVE = new TableId("bus", "events");
  private static final TableId QUARANTINE = new TableId("bus", "quarantine");
  private static final TableId SCORES = new TableId("bus", "scores");
  private static final TableId LINES = new TableId("bus", "lines");
  private static final Instant START = Entries.START;

  private final Expectations expectations =
      new Expectations(ARCHIVE, QUARANTINE, JournalCheckTest::sharesOf);
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
    assertThat(faults(SCORES)).isEqualTo(Map.of(Deviation.LOST, List.of("score-2")));
    assertThat(finding(ARCHIVE).isRight()).isTrue();
  }

  @Test
  void aMissingTableLosesAllItsRows() {
    rightTables();
    tables.remove(SCORES);
    assertThat(finding(SCORES).of(Deviation.LOST)).containsExactlyInAnyOrder("score-1", "score-2");
  }

  @Test
  void oneOfSeveralRowsOfAnEventIsLost() {
    rightTables();
    tables.get(LINES).put("order-1", rows("lines"));
    assertThat(faults(LINES)).isEqualTo(Map.of(Deviation.LOST, List.of("order-1")));
  }

  @Test
  void aSecondRowIsDoubled() {
    rightTables();
    tables.get(SCORES).put("score-1", rows("scores", "scores"));
    assertThat(faults(SCORES)).isEqualTo(Map.of(Deviation.DOUBLED, List.of("score-1")));
  }

  @Test
  void aRowOfNoEventOfTheRunIsAPhantom() {
    rightTables();
    tables.get(SCORES).put("from-nowhere", rows("scores"));
    assertThat(faults(SCORES)).isEqualTo(Map.of(Deviation.PHANTOM, List.of("from-nowhere")));
  }

  @Test
  void aRowReceivedBeforeTheRunIsNoPhantom() {
    rightTables();
    tables
        .get(SCORES)
        .put("older", found(Share.of(List.of("scores")), START.minusSeconds(1), null));
    assertThat(finding(SCORES).isRight()).isTrue();
  }

  @Test
  void aRowInATableThatItsRulesDoNotNameIsMisrouted() {
    rightTables();
    TableId other = new TableId("bus", "other");
    tables.put(other, new HashMap<>(Map.of("score-1", rows("other"))));
    assertThat(faults(other)).isEqualTo(Map.of(Deviation.MISROUTED, List.of("score-1")));
  }

  @Test
  void aRowThatAnotherRuleMadeIsMisrouted() {
    rightTables();
    tables.get(SCORES).put("score-1", rows("other"));
    assertThat(faults(SCORES)).isEqualTo(Map.of(Deviation.MISROUTED, List.of("score-1")));
  }

  @Test
  void anArchiveThatNamesOtherRulesIsMisrouted() {
    rightTables();
    tables.get(ARCHIVE).put("score-1", archived("score-1", "other"));
    assertThat(faults(ARCHIVE)).isEqualTo(Map.of(Deviation.MISROUTED, List.of("score-1")));
  }

  @Test
  void anEventIsByTheRulesOfTheVersionThatItsArchiveRowNames() {
    rightTables();
    tables.get(SCORES).remove("score-1");
    tables.get(ARCHIVE).put("score-1", of(OptionalInt.of(2), archived("score-1", "late")));
    tables.get(LINES).put("score-1", of(OptionalInt.of(2), rows("late")));
    assertThat(compare()).allMatch(TableFinding::isRight);

    tables.get(ARCHIVE).put("score-1", archived("score-1", "late"));
    assertThat(faults(ARCHIVE)).isEqualTo(Map.of(Deviation.MISROUTED, List.of("score-1")));
    assertThat(faults(LINES)).isEqualTo(Map.of(Deviation.MISROUTED, List.of("score-1")));
    assertThat(faults(SCORES)).isEqualTo(Map.of(Deviation.LOST, List.of("score-1")));
  }

  @Test
  void aRowOfAnotherVersionThanThatOfTheArchiveIsMisrouted() {
    rightTables();
    tables.get(LINES).put("order-1", of(OptionalInt.of(2), rows("lines", "lines")));
    assertThat(faults(LINES)).isEqualTo(Map.of(Deviation.MISROUTED, List.of("order-1")));
    assertThat(finding(ARCHIVE).isRight()).isTrue();

    tables.get(LINES).put("order-1", of(OptionalInt.empty(), rows("lines", "lines")));
    assertThat(faults(LINES)).isEqualTo(Map.of(Deviation.MISROUTED, List.of("order-1")));
  }

  @Test
  void aVersionThatWasNeverInForceIsMisrouted() {
    rightTables();
    tables.get(ARCHIVE).put("order-1", of(OptionalInt.of(3), archived("order-1", "lines")));
    tables.get(LINES).put("order-1", of(OptionalInt.of(3), rows("lines", "lines")));
    assertThat(faults(ARCHIVE)).isEqualTo(Map.of(Deviation.MISROUTED, List.of("order-1")));
    assertThat(faults(LINES)).isEqualTo(Map.of(Deviation.MISROUTED, List.of("order-1")));
  }

  @Test
  void aRowOfARejectedEventIsAPhantom() {
    rightTables();
    add("score-3", Outcome.REJECTED);
    assertThat(finding(SCORES).isRight()).isTrue();
    tables.get(SCORES).put("score-3", rows("scores"));
    assertThat(faults(SCORES)).isEqualTo(Map.of(Deviation.PHANTOM, List.of("score-3")));
  }

  @Test
  void anEventOfUnknownFateIsEverywhereOrNowhere() {
    rightTables();
    add("score-3", Outcome.UNKNOWN);
    assertThat(compare()).allMatch(TableFinding::isRight);
    tables.get(ARCHIVE).put("score-3", archived("score-3", "scores"));
    assertThat(faults(SCORES)).isEqualTo(Map.of(Deviation.TORN, List.of("score-3")));
    tables.get(SCORES).put("score-3", rows("scores"));
    assertThat(compare()).allMatch(TableFinding::isRight);
    tables.get(ARCHIVE).remove("score-3");
    assertThat(faults(SCORES)).isEqualTo(Map.of(Deviation.TORN, List.of("score-3")));
  }

  @Test
  void anEventWhoseRecordExpiredIsEverywhereOrNowhere() {
    rightTables();
    add("score-3", Outcome.ACCEPTED);
    expectations.addExpired(List.of("score-3", "of-nobody"));
    assertThat(compare()).allMatch(TableFinding::isRight);
    tables.get(SCORES).put("score-3", rows("scores"));
    assertThat(faults(SCORES)).isEqualTo(Map.of(Deviation.TORN, List.of("score-3")));
    tables.get(ARCHIVE).put("score-3", archived("score-3", "scores"));
    assertThat(compare()).allMatch(TableFinding::isRight);
  }

  @Test
  void anEventThatMayHaveBeenAcceptedOnceWasNotRefused() {
    rightTables();
    add("score-3", Outcome.UNKNOWN);
    add("score-3", Outcome.REJECTED);
    tables.get(ARCHIVE).put("score-3", archived("score-3", "scores"));
    tables.get(SCORES).put("score-3", rows("scores"));
    assertThat(compare()).allMatch(TableFinding::isRight);
    add("score-3", Outcome.ACCEPTED);
    tables.get(SCORES).remove("score-3");
    assertThat(faults(SCORES)).isEqualTo(Map.of(Deviation.LOST, List.of("score-3")));
  }

  @Test
  void anotherDetailThanTheOneSentIsAChange() {
    rightTables();
    tables.get(ARCHIVE).put("score-1", found(new Share(1, List.of("scores")), START, "another"));
    assertThat(faults(ARCHIVE)).isEqualTo(Map.of(Deviation.CHANGED, List.of("score-1")));
  }

  @Test
  void anIdThatWasSentWithTwoContentsIsNotCompared() {
    rightTables();
    expectations.add(Entries.entry("score-1", Outcome.ACCEPTED, "another", 1), 0);
    tables.get(SCORES).remove("score-1");
    assertThat(compare()).allMatch(TableFinding::isRight);
  }

  @Test
  void aDeadLetterAccountsForWhatItsRuleDidNotMake() {
    rightTables();
    tables.get(SCORES).remove("score-1");
    tables.put(QUARANTINE, new HashMap<>(Map.of("score-1", rows("scores/too-many-tables"))));
    assertThat(compare()).allMatch(TableFinding::isRight);
    tables.put(QUARANTINE, new HashMap<>(Map.of("score-1", rows("scores/table-name-taken"))));
    assertThat(compare()).allMatch(TableFinding::isRight);
    tables.put(QUARANTINE, new HashMap<>(Map.of("score-1", rows("other/too-many-tables"))));
    assertThat(finding(SCORES).of(Deviation.LOST)).containsExactly("score-1");
  }

  @Test
  void aDeadLetterThatOnlyAFaultMakesIsMisrouted() {
    rightTables();
    tables.get(SCORES).remove("score-1");
    tables.get(ARCHIVE).remove("score-1");
    tables.put(QUARANTINE, new HashMap<>(Map.of("score-1", rows("/malformed-json"))));
    assertThat(faults(QUARANTINE)).isEqualTo(Map.of(Deviation.MISROUTED, List.of("score-1")));
    assertThat(finding(SCORES).isRight()).isTrue();
    assertThat(finding(ARCHIVE).isRight()).isTrue();
  }

  @Test
  void aDeadLetterOfAWholeEventThatIsInTheArchiveTooIsMisrouted() {
    rightTables();
    tables.put(QUARANTINE, new HashMap<>(Map.of("score-1", rows("/id-reused"))));
    assertThat(faults(QUARANTINE)).isEqualTo(Map.of(Deviation.MISROUTED, List.of("score-1")));
  }

  @Test
  void aDeadLetterThatTheRulesMakeIsARowLikeOthers() {
    rightTables();
    add("poison-1", Outcome.ACCEPTED);
    tables.get(ARCHIVE).put("poison-1", archived("poison-1", "lines"));
    assertThat(faults(QUARANTINE)).isEqualTo(Map.of(Deviation.LOST, List.of("poison-1")));
    tables.put(QUARANTINE, new HashMap<>(Map.of("poison-1", rows("lines/transform-failed"))));
    assertThat(compare()).allMatch(TableFinding::isRight);
    tables
        .get(QUARANTINE)
        .put("poison-1", rows("lines/transform-failed", "lines/transform-failed"));
    assertThat(faults(QUARANTINE)).isEqualTo(Map.of(Deviation.DOUBLED, List.of("poison-1")));
  }

  @Test
  void eachFaultBreaksItsOwnInvariant() {
    rightTables();
    tables.get(SCORES).put("score-1", rows("scores", "scores"));
    List<Verdict> verdicts = verdicts();
    assertThat(verdicts)
        .extracting(Verdict::invariant, Verdict::state, Verdict::violations)
        .containsExactly(
            tuple(Invariant.NOTHING_LOST, Verdict.State.HOLDS, 0L),
            tuple(Invariant.NOTHING_TWICE, Verdict.State.BROKEN, 1L),
            tuple(Invariant.NO_PHANTOM, Verdict.State.HOLDS, 0L),
            tuple(Invariant.ALL_OR_NOTHING, Verdict.State.HOLDS, 0L),
            tuple(Invariant.CONTENT, Verdict.State.HOLDS, 0L),
            tuple(Invariant.ROUTING, Verdict.State.HOLDS, 0L));
    assertThat(verdicts.get(1).examples()).containsExactly("bus.scores by memory: score-1 doubled");
    assertThat(verdicts.get(1).compared()).isEqualTo("3 accepted or unknown events, by memory");
  }

  @Test
  void theReportNamesWhatIsWrong() {
    rightTables();
    tables.get(SCORES).put("score-1", rows("scores", "scores"));
    StringWriter text = new StringWriter();
    CheckReport report =
        new CheckReport(expectations, List.of(comparison()), new Verdicts(verdicts()));
    report.print(new PrintWriter(text));
    assertThat(report.verdicts().broken()).containsExactly(Invariant.NOTHING_TWICE);
    assertThat(text.toString())
        .contains("events sent: 3 accepted, 0 rejected, 0 unknown")
        .contains("I2   broken      no event has more rows in a table than its rules make")
        .contains("bus.scores by memory: score-1 doubled")
        .contains("the tables do not have exactly what was accepted");
    assertThat(report.toJson().at("/tables/2/doubled/0").asText()).isEqualTo("score-1");
    assertThat(report.toJson().at("/invariants/1/state").asText()).isEqualTo("broken");
  }

  private void rightTables() {
    add("score-1", Outcome.ACCEPTED);
    add("score-2", Outcome.ACCEPTED);
    add("order-1", Outcome.ACCEPTED);
    tables.put(
        ARCHIVE,
        new HashMap<>(
            Map.of(
                "score-1", archived("score-1", "scores"),
                "score-2", archived("score-2", "scores"),
                "order-1", archived("order-1", "lines"))));
    tables.put(SCORES, new HashMap<>(Map.of("score-1", rows("scores"), "score-2", rows("scores"))));
    tables.put(LINES, new HashMap<>(Map.of("order-1", rows("lines", "lines"))));
  }

  private void add(String id, Outcome outcome) {
    expectations.add(Entries.entry(id, outcome), 0);
  }

  private List<TableFinding> compare() {
    return new ArrayList<>(comparison().findings());
  }

  private Comparison comparison() {
    Tables inMemory =
        new Tables() {
          @Override
          public String reader() {
            return "memory";
          }

          @Override
          public Set<TableId> in(String namespace) {
            return tables.keySet();
          }

          @Override
          public Map<String, Found> rows(TableId table) {
            return tables.get(table);
          }
        };
    return new JournalCheck(expectations).compare(inMemory);
  }

  private List<Verdict> verdicts() {
    return new RowVerdicts(
            expectations,
            new RoutingModels(BusVersions.always(TestBuses.parse("bus: b\n")), "demo"))
        .of(List.of(comparison()));
  }

  private TableFinding finding(TableId table) {
    return compare().stream()
        .filter(finding -> finding.table().equals(table))
        .findFirst()
        .orElseThrow();
  }

  private Map<Deviation, List<String>> faults(TableId table) {
    return finding(table).deviations();
  }

  /**
   * Scores make a row, orders two, poison a dead letter. Under version 2 of the definition scores
   * go where orders go under version 1.
   */
  private static Shares sharesOf(JournalEntry entry) {
    Map<TableId, Share> usual = usual(entry);
    return new Shares(
        Map.of(1, 0, 2, 1),
        List.of(
            usual,
            entry.type().equals("score")
                ? Map.of(ARCHIVE, new Share(1, List.of("late")), LINES, Share.of(List.of("late")))
                : usual));
  }

  private static Map<TableId, Share> usual(JournalEntry entry) {
    return switch (entry.type()) {
      case "score" ->
          Map.of(ARCHIVE, new Share(1, List.of("scores")), SCORES, Share.of(List.of("scores")));
      case "poison" ->
          Map.of(
              ARCHIVE,
              new Share(1, List.of("lines")),
              QUARANTINE,
              Share.of(List.of("lines/transform-failed")));
      default ->
          Map.of(
              ARCHIVE, new Share(1, List.of("lines")), LINES, Share.of(List.of("lines", "lines")));
    };
  }

  private static Found rows(String... marks) {
    return found(Share.of(List.of(marks)), START.plusSeconds(1), null);
  }

  private static Found archived(String id, String rule) {
    return found(new Share(1, List.of(rule)), START.plusSeconds(1), "sha of " + id);
  }

  private static Found found(Share share, Instant receivedAt, String sha256) {
    return new Found(
        share, receivedAt, new Place(0, 0), OptionalInt.of(1), Optional.ofNullable(sha256));
  }

  /** The same rows, routed by a version. */
  private static Found of(OptionalInt version, Found found) {
    return new Found(
        found.share(), found.receivedAt(), found.place(), version, found.detailSha256());
  }
}
