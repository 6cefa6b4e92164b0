// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TortureReportTest {

  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final Findings RIGHT =
      new Findings(true, Set.of(), Set.of(), List.of("t: 5 rows"));

  private final List<Injected> injected = new ArrayList<>();
  private final List<Aftermath.Left> left = new ArrayList<>();

  @Test
  void aRunInWhichEverythingHolds() {
    add("F01", Effect.injected(), back(1_000, 500));
    add("F12", Effect.injected("note"), back(4_250, 8_000));
    add("F01", Effect.injected(), back(3_000, 1_500));
    add("F08", Effect.notReached("no such request"), back(2_000, 0));

    assertThat(report(RIGHT).isRight()).isTrue();
    assertThat(String.join("\n", report(RIGHT).lines()))
        .isEqualTo(
            """
            # Torture of Lakebus

            Everything holds: nothing lost, nothing doubled, every table readable, and the stack came back each time.

            - seed: 7

            | fault | injected | no occasion | lost | doubled | unreadable | wrong | stuck | rows again, p50 / max s | ready again, p50 / max s | 95 % bound |
            |---|---|---|---|---|---|---|---|---|---|---|
            | F01 | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 1.0 / 3.0 | 0.5 / 1.5 | 100 % |
            | F08 | 0 | 1 | 0 | 0 | 0 | 0 | 0 |  |  |  |
            | F12 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 4.3 / 4.3 | 8.0 / 8.0 | 100 % |
            | all | 3 | 1 | 0 | 0 | 0 | 0 | 0 | 3.0 / 4.3 | 1.5 / 8.0 | 100 % |

            Times count from the end of a fault: until a row is visible of an event that was received after it, and until every service is ready. `no occasion` is not counted as injected. A lost or doubled event is put down to the last fault that had begun when it was sent. The bound is 3/n: the share of injections that may end badly, at 95 % confidence, when none of n did.

            ## The check

            ```
            t: 5 rows
            ```

            ## The injections

            ```
            time        no fault                          rows    ready  what
            10:00:10     1 F01                           1.0 s    0.5 s  p
            10:00:20     2 F12                           4.3 s    8.0 s  p; note
            10:00:30     3 F01                           3.0 s    1.5 s  p
            10:00:40     4 F08                           2.0 s    0.0 s  p; no such request; NOT INJECTED
            ```\
            """);
  }

  @Test
  void aLostEventIsPutDownToTheFaultBeforeIt() {
    add("F01", Effect.injected(), back(1, 1));
    add("F12", Effect.injected(), back(1, 1));
    add("F20", Effect.injected(), back(1, 1));
    Findings findings = new Findings(false, Set.of("e25"), Set.of("e15", "e5"), List.of());

    assertThat(report(findings).isRight()).isFalse();
    assertThat(report(findings).lines())
        .contains(
            "**Not everything holds.**",
            "| F01 | 1 | 0 | 0 | 2 | 0 | 0 | 0 | 0.0 / 0.0 | 0.0 / 0.0 | broken |",
            "| F12 | 1 | 0 | 1 | 0 | 0 | 0 | 0 | 0.0 / 0.0 | 0.0 / 0.0 | broken |",
            "| F20 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0.0 / 0.0 | 0.0 / 0.0 | 100 % |",
            "| all | 3 | 0 | 1 | 2 | 0 | 0 | 0 | 0.0 / 0.0 | 0.0 / 0.0 | broken |",
            "- lost: e25, sent 2026-11-24T10:00:25Z",
            "- doubled: e15, sent 2026-11-24T10:00:15Z",
            "- doubled: e5, sent 2026-11-24T10:00:05Z");
  }

  @Test
  void whatDoesNotComeBackIsUnreadableOrWrongIsBroken() {
    add("F01", Effect.injected(), new Injected.Recovery(Optional.empty(), Optional.empty(), 0, 0));
    add("F02", Effect.wrong("still alive"), back(1, 1));
    add("F03", Effect.injected(), new Injected.Recovery(time(1), time(1), 2, 3));

    assertThat(report(RIGHT).isRight()).isFalse();
    assertThat(report(RIGHT).lines())
        .contains(
            "| F01 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |  |  | broken |",
            "| F02 | 1 | 0 | 0 | 0 | 0 | 1 | 0 | 0.0 / 0.0 | 0.0 / 0.0 | broken |",
            "| F03 | 1 | 0 | 0 | 3 | 2 | 0 | 0 | 0.0 / 0.0 | 0.0 / 0.0 | broken |",
            "10:00:10     1 F01                           NEVER    NEVER  p",
            "10:00:20     2 F02                           0.0 s    0.0 s  p; still alive; WRONG",
            "10:00:30     3 F03                           0.0 s    0.0 s  p; UNREADABLE 2; DOUBLED 3");
  }

  @Test
  void whatIsInjectedAfterTheCheckMustBeRefused() {
    add("F01", Effect.injected(), back(1, 1));
    left("F16", Optional.of(RIGHT), Effect.injected("refused"), Effect.notReached("down"));
    assertThat(report(RIGHT).isRight()).isTrue();

    left("F30/backup", Optional.empty(), Effect.wrong("it went on"));
    assertThat(report(RIGHT).isRight()).isFalse();
    assertThat(report(RIGHT).lines())
        .containsSubsequence(
            "## After the check: F16",
            "",
            "1 injected, 1 without an occasion, 0 wrong.",
            "",
            "- refused",
            "- not injected: down",
            "",
            "```",
            RIGHT.lines().getFirst(),
            "```",
            "",
            "## After the check: F30/backup",
            "",
            "1 injected, 0 without an occasion, 1 wrong.",
            "",
            "- **wrong**: it went on");
  }

  @Test
  void whatIsInjectedAfterTheCheckMustLoseNothingAndTakePlace() {
    add("F01", Effect.injected(), back(1, 1));
    left("F16", Optional.of(Findings.none("a row is missing")), Effect.injected("refused"));
    assertThat(report(RIGHT).isRight()).isFalse();

    left.clear();
    left("F16", Optional.of(RIGHT), Effect.notReached("down"));
    assertThat(report(RIGHT).isRight()).isFalse();
  }

  @Test
  void theBoundIsThreeByN() {
    assertThat(List.of(Tally.bound(0), Tally.bound(3), Tally.bound(4), Tally.bound(1_000)))
        .containsExactly("", "100 %", "75.0 %", "0.3 %");
  }

  private void left(String fault, Optional<Findings> findings, Effect... effects) {
    left.add(new Aftermath.Left(fault, List.of(effects), findings));
  }

  /** Each fault comes ten seconds after the one before. */
  private void add(String id, Effect effect, Injected.Recovery recovery) {
    int number = injected.size() + 1;
    Injection injection = new Injection("p", world -> effect);
    Fault fault = Fault.ordinary(id, "", random -> injection);
    Instant from = START.plusSeconds(10L * number);
    injected.add(
        new Injected(
            new Schedule.Planned(number, fault, injection),
            false,
            new Injected.Span(from, from.plusSeconds(1)),
            effect,
            recovery));
  }

  private static Injected.Recovery back(long rowsMillis, long readyMillis) {
    return new Injected.Recovery(time(rowsMillis), time(readyMillis), 0, 0);
  }

  private static Optional<Duration> time(long millis) {
    return Optional.of(Duration.ofMillis(millis));
  }

  private TortureReport report(Findings findings) {
    return new TortureReport(
        new TortureReport.Facts(List.of(Map.entry("seed", "7")), false),
        injected,
        left,
        findings,
        Map.of(
            "e5",
            START.plusSeconds(5),
            "e15",
            START.plusSeconds(15),
            "e25",
            START.plusSeconds(25)));
  }
}
