// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lakebus.local.check.MemoryLake.ARCHIVE;
import static io.lakebus.local.check.MemoryLake.QUARANTINE;
import static org.assertj.core.api.Assertions.assertThat;

final class LogCoverTest {

  private final MemoryLake lake = new MemoryLake();
  private final Expectations expectations =
      new Expectations(ARCHIVE, QUARANTINE, entry -> Shares.always(Map.of()));

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  @Test
  void everyRecordOfTheRunIsARowOrADeadLetter() throws Exception {
    sent("a", 1);
    sent("c", 1);
    lake.commit(
        ARCHIVE, 1, "{\"0\":7}", List.of(lake.archived("a", 0, 4), lake.archived("c", 0, 6)));
    lake.commit(QUARANTINE, 1, "{\"0\":7}", List.of(letter(5)));
    assertThat(cover()).contains(new LogCover(3, 0, 0));
    assertThat(cover().flatMap(LogCover::violation)).isEmpty();
  }

  @Test
  void aRecordWithoutARowIsARepeatOrIsMissing() throws Exception {
    sent("a", 2);
    lake.commit(ARCHIVE, 1, "{\"0\":6}", List.of(lake.archived("a", 0, 4)));
    assertThat(cover()).contains(new LogCover(2, 1, 1));
    assertThat(cover().flatMap(LogCover::violation)).isEmpty();
    lake.commit(ARCHIVE, 2, "{\"0\":8}", List.of(lake.archived("b", 0, 7)));
    assertThat(cover()).contains(new LogCover(4, 2, 1));
    assertThat(cover().flatMap(LogCover::violation))
        .contains("2 records of the log have left no row, and at most 1 were repeats");
  }

  @Test
  void repeatsThatNoJournalTellsOfMayLeaveNoRowEither() throws Exception {
    sent("a", 2);
    expectations.addRepeats(1);
    lake.commit(ARCHIVE, 1, "{\"0\":7}", List.of(lake.archived("a", 0, 4)));
    assertThat(cover()).contains(new LogCover(3, 2, 2));
    assertThat(cover().flatMap(LogCover::violation)).isEmpty();
  }

  @Test
  void recordsThatExpiredUnreadLeaveNoRow() throws Exception {
    sent("a", 1);
    expectations.addExpired(List.of("b", "b"));
    lake.commit(ARCHIVE, 1, "{\"0\":7}", List.of(lake.archived("a", 0, 4)));
    assertThat(cover()).contains(new LogCover(3, 2, 2));
    assertThat(cover().flatMap(LogCover::violation)).isEmpty();
  }

  @Test
  void whereOthersSentMeanwhileNothingIsSaid() throws Exception {
    sent("a", 1);
    Record other = lake.archived("x", 0, 5);
    other.setField("_vendor", "other");
    lake.commit(ARCHIVE, 1, "{\"0\":9}", List.of(lake.archived("a", 0, 4), other));
    assertThat(cover()).isEmpty();
  }

  private void sent(String id, int attempts) {
    expectations.add(Entries.entry(id, Outcome.ACCEPTED, "sha", attempts), 0);
  }

  private Record letter(long offset) {
    Record letter = lake.row(QUARANTINE, null, 0, offset, Map.of("code", "c"));
    letter.setField("_vendor", null);
    return letter;
  }

  private Optional<LogCover> cover() {
    return LogCover.of(
        List.of(lake.table(ARCHIVE), lake.table(QUARANTINE)),
        lake.tables(),
        lake.tables().history(ARCHIVE).commits().getLast(),
        expectations,
        lake.tables().rows(ARCHIVE));
  }
}
