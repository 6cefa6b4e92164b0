// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.JournalEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class OrderCheckTest {

  private final Expectations expectations =
      new Expectations(MemoryLake.ARCHIVE, MemoryLake.QUARANTINE, entry -> Shares.always(Map.of()));
  private final Map<String, Found> archived = new HashMap<>();

  @Test
  void whatWasSentLaterIsLaterInTheLog() {
    event(Entries.timed("a", 1, 0, 1), 0, 5);
    event(Entries.timed("b", 2, 2, 3), 0, 6);
    assertThat(verdict())
        .isEqualTo(
            new Verdict(
                Invariant.ORDER,
                Verdict.State.HOLDS,
                "2 accepted events in 1 partitions: offsets with the sender's times and sequence",
                0,
                List.of()));
  }

  @Test
  void whatWasAnsweredBeforeAnotherWasSentMustNotBeBehindIt() {
    event(Entries.timed("a", 1, 0, 1), 0, 7);
    event(Entries.timed("b", 2, 2, 3), 0, 6);
    assertThat(verdict().violations()).isEqualTo(1);
    assertThat(verdict().examples().getFirst()).startsWith("a (number 1, accepted ");
  }

  @Test
  void whatWasSentAtTheSameTimeMayBeInAnyOrder() {
    event(Entries.timed("a", 1, 0, 2), 0, 7);
    event(Entries.timed("b", 2, 1, 3), 0, 6);
    assertThat(verdict().state()).isEqualTo(Verdict.State.HOLDS);
  }

  @Test
  void otherPartitionsAndOtherSendersHaveNoOrder() {
    event(Entries.timed("a", 1, 0, 1), 0, 7);
    event(Entries.timed("b", 2, 2, 3), 1, 6);
    expectations.add(Entries.timed("c", 2, 2, 3), 1);
    archived.put("c", found(0, 6, Entries.at(1000)));
    assertThat(verdict().state()).isEqualTo(Verdict.State.HOLDS);
  }

  @Test
  void aClockThatIsSetBackIsNoViolation() {
    event(Entries.timed("a", 1, 100, 101), 0, 5);
    event(Entries.timed("b", 2, 2, 3), 0, 6);
    assertThat(verdict().state()).isEqualTo(Verdict.State.HOLDS);
  }

  @Test
  void aRepeatOfAnEarlierRunIsNotCompared() {
    event(Entries.timed("a", 1, 0, 1), 0, 7);
    event(Entries.timed("b", 2, 2, 3), 0, 8);
    event(Entries.timed("c", 3, 4, 5), 0, 9);
    archived.put("c", found(0, 2, Entries.START.minusSeconds(60)));
    assertThat(verdict().compared()).startsWith("2 accepted events");
    assertThat(verdict().state()).isEqualTo(Verdict.State.HOLDS);
  }

  @Test
  void withoutTimesOfAnswersNothingIsCompared() {
    JournalEntry timed = Entries.timed("a", 1, 0, 1);
    event(
        new JournalEntry(
            timed.vendor(),
            1,
            "a",
            "t",
            Optional.empty(),
            "sha",
            timed.detail(),
            timed.sentAt(),
            Optional.empty(),
            1,
            timed.outcome(),
            202),
        0,
        0);
    assertThat(verdict().state()).isEqualTo(Verdict.State.NOT_CHECKED);
  }

  private Verdict verdict() {
    return OrderCheck.of(expectations, archived);
  }

  private void event(JournalEntry entry, int partition, long offset) {
    expectations.add(entry, 0);
    archived.put(entry.id(), found(partition, offset, Entries.at(1000)));
  }

  private static Found found(int partition, long offset, Instant receivedAt) {
    return new Found(
        new Share(1, List.of()),
        receivedAt,
        new Place(partition, offset),
        OptionalInt.of(1),
        Optional.empty());
  }
}
