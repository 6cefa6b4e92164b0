// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecoveriesTest {

  private static final Instant OVER = Instant.parse("2026-11-24T10:00:00Z");
  private static final NewRows.Mark MARK = NewRows.Mark.of(Map.of());

  private Instant now = OVER;
  private long rowsFromSecond;
  private Set<Long> notReadyInSeconds = Set.of();
  private Readers.Seen seen = Readers.Seen.NOTHING;

  @Test
  void bothTimesCountFromTheEndOfTheFault() throws InterruptedException {
    rowsFromSecond = 3;
    notReadyInSeconds = Set.of(0L, 1L, 2L, 3L, 4L);
    seen = new Readers.Seen(1, 2);

    assertThat(await(Duration.ofMinutes(1)))
        .isEqualTo(new Injected.Recovery(seconds(3), seconds(5), 1, 2));
  }

  @Test
  void aServiceThatIsNoticedLateToBeGoneWasNotReady() throws InterruptedException {
    rowsFromSecond = 9;
    notReadyInSeconds = Set.of(2L, 3L);

    assertThat(await(Duration.ofMinutes(1)))
        .isEqualTo(new Injected.Recovery(seconds(9), seconds(4), 0, 0));
  }

  @Test
  void whatDoesNotComeBackInTimeHasNoTime() throws InterruptedException {
    rowsFromSecond = 100;

    assertThat(await(Duration.ofSeconds(10)))
        .isEqualTo(new Injected.Recovery(Optional.empty(), seconds(0), 0, 0));
    assertThat(now).isBetween(OVER.plusSeconds(10), OVER.plusSeconds(11));
  }

  private Injected.Recovery await(Duration limit) throws InterruptedException {
    return new Recoveries(new Scripted(), () -> now, time -> now = now.plus(time))
        .await(MARK, OVER, limit);
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private final class Scripted implements Recoveries.Signs {

    @Override
    public boolean rowsAreVisible(NewRows.Mark mark) {
      return second() >= rowsFromSecond;
    }

    @Override
    public boolean servicesAreReady() {
      return !notReadyInSeconds.contains(second());
    }

    @Override
    public Readers.Seen readTables() {
      return seen;
    }

    private long second() {
      return Duration.between(OVER, now).toSeconds();
    }
  }
}
