// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Commits every two seconds, an event every second; offsets are the seconds of the run. */
final class TimelineTest {

  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  private final Expectations expectations =
      new Expectations(MemoryLake.ARCHIVE, MemoryLake.QUARANTINE, entry -> Shares.always(Map.of()));
  private final Map<String, Found> archived = new HashMap<>();
  private final List<SeenCommit> commits = new ArrayList<>();
  private final List<Outage> outages = new ArrayList<>();

  @Test
  void commitsThatGoOnAreAlive() {
    events(0, 20);
    commits(2, 22);
    assertThat(liveness(22))
        .isEqualTo(
            new Verdict(
                Invariant.LIVENESS,
                Verdict.State.HOLDS,
                "20 accepted events, 11 commits: without one for at most 1900 ms, the bound is"
                    + " 6000 ms",
                0,
                List.of()));
  }

  @Test
  void commitsThatStopWhileEventsComeAreFound() {
    events(0, 20);
    commits(2, 10);
    assertThat(liveness(30).violations()).isEqualTo(1);
    assertThat(liveness(30).examples().getFirst()).startsWith("e10 was accepted at ");
  }

  @Test
  void aPauseOfCommitsInTheMiddleIsFound() {
    events(0, 20);
    commits(2, 6);
    commits(14, 22);
    assertThat(liveness(22).violations()).isEqualTo(1);
  }

  @Test
  void aPauseInWhichNothingCameIsRight() {
    events(0, 4);
    events(30, 34);
    commits(2, 4);
    commits(32, 34);
    assertThat(liveness(34).state()).isEqualTo(Verdict.State.HOLDS);
  }

  @Test
  void timeOfFaultsAndOfTheirRecoveryIsNotCounted() {
    events(0, 20);
    commits(2, 6);
    commits(18, 22);
    assertThat(liveness(22).state()).isEqualTo(Verdict.State.BROKEN);
    outage(8, 9);
    assertThat(liveness(22).state()).isEqualTo(Verdict.State.HOLDS);
  }

  @Test
  void eventsThatAreVisibleWaitForNoFurtherCommit() {
    events(0, 5);
    commits(2, 6);
    assertThat(liveness(100).state()).isEqualTo(Verdict.State.HOLDS);
  }

  @Test
  void aFaultAfterWhichEventsAreVisibleInTimeIsRecoveredFrom() {
    events(0, 20);
    commits(2, 6);
    commits(14, 22);
    outage(6, 8);
    assertThat(recovery())
        .isEqualTo(
            new Verdict(
                Invariant.RECOVERY,
                Verdict.State.HOLDS,
                "1 faults: recovered from 1, median 6000 ms, at most 6000 ms, the bound is 10000"
                    + " ms; of 0 it cannot be told",
                0,
                List.of()));
  }

  @Test
  void aFaultAfterWhichNothingIsVisibleInTimeIsFound() {
    events(0, 40);
    commits(2, 6);
    commits(30, 42);
    outage(6, 8);
    assertThat(recovery().violations()).isEqualTo(1);
    assertThat(recovery().examples().getFirst()).startsWith("fault at 6.0, over at ");
  }

  @Test
  void aFaultAfterWhichNothingIsEverVisibleIsFound() {
    events(0, 40);
    commits(2, 6);
    outage(6, 8);
    assertThat(recovery().examples().getFirst()).endsWith("nothing that was sent later is visible");
  }

  @Test
  void aFaultThatTheNextOneFollowsIsLeftToIt() {
    events(0, 40);
    commits(2, 6);
    commits(30, 42);
    outage(6, 8);
    outage(25, 26);
    assertThat(recovery().state()).isEqualTo(Verdict.State.HOLDS);
    assertThat(recovery().compared()).contains("2 faults: recovered from 1", "of 1 it cannot");
  }

  @Test
  void aFaultAfterWhichNothingWasSentCannotBeJudged() {
    events(0, 5);
    commits(2, 6);
    outage(6, 8);
    assertThat(recovery().state()).isEqualTo(Verdict.State.NOT_CHECKED);
  }

  private void events(int from, int to) {
    for (int second = from; second < to; second++) {
      String id = "e" + second;
      expectations.add(Entries.timed(id, second, second, second + 0.1), 0);
      archived.put(
          id,
          new Found(
              new Share(1, List.of()),
              Entries.START,
              new Place(0, second),
              OptionalInt.of(1),
              Optional.empty()));
    }
  }

  /** Commits every two seconds, of all events until then. */
  private void commits(int from, int to) {
    for (int second = from; second <= to; second += 2) {
      Instant at = Entries.at(second);
      commits.add(
          new SeenCommit(
              new Commit("c" + second, at, new TreeMap<>(Map.of(0, (long) second))), at));
    }
  }

  private void outage(double from, double to) {
    outages.add(new Outage("fault at " + from, Entries.at(from), Entries.at(to)));
  }

  private Verdict liveness(double now) {
    return timeline().liveness(INTERVAL, Entries.at(now));
  }

  private Verdict recovery() {
    return timeline().recovery();
  }

  private Timeline timeline() {
    long complete = commits.getLast().commit().offsets().get(0);
    Map<String, Found> visible = new HashMap<>(archived);
    visible.values().removeIf(found -> found.place().offset() >= complete);
    return new Timeline(
        new CommitLog(commits, Instant.MIN),
        expectations,
        visible,
        new Disturbances(outages, RECOVERY));
  }
}
