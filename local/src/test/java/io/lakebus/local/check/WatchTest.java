// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.Outcome;
import io.lakebus.route.TableId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class WatchTest {

  private static final TableId ARCHIVE = new TableId("bus", "events");
  private static final Instant START = Entries.START;
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final Deque<Supplier<Map<String, Found>>> readings = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = START;

  @Test
  void itWaitsForRowsThatAreMissing() throws Exception {
    rows(0);
    rows(1);
    rows(1);
    assertThat(watch().isRight()).isTrue();
    assertThat(pauses).containsExactly(Duration.ofSeconds(2), SETTLE);
  }

  @Test
  void aSecondRowThatComesLateIsSeen() throws Exception {
    rows(1);
    rows(2);
    assertThat(watch().of(Deviation.DOUBLED)).containsExactly("e");
  }

  @Test
  void rowsThatNeverComeAreLost() throws Exception {
    for (int reading = 0; reading < 100; reading++) {
      rows(0);
    }
    assertThat(watch().of(Deviation.LOST)).containsExactly("e");
    assertThat(Duration.between(START, now)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void tablesThatCannotBeReadForAWhileAreReadLater() throws Exception {
    readings.add(
        () -> {
          throw new TablesException("Trino is away", new RuntimeException());
        });
    rows(1);
    rows(1);
    assertThat(watch().isRight()).isTrue();
  }

  @Test
  void tablesThatCanNeverBeReadAreAFailure() {
    for (int reading = 0; reading < 100; reading++) {
      readings.add(
          () -> {
            throw new TablesException("Trino is away", new RuntimeException());
          });
    }
    assertThatThrownBy(this::watch).isInstanceOf(TablesException.class);
  }

  private void rows(int count) {
    readings.add(
        () ->
            count == 0
                ? Map.of()
                : Map.of(
                    "e",
                    new Found(
                        new Share(count, List.of()),
                        START,
                        new Place(0, 0),
                        OptionalInt.of(1),
                        Optional.of("sha of e"))));
  }

  private TableFinding watch() throws InterruptedException {
    Expectations expectations =
        new Expectations(
            ARCHIVE,
            new TableId("bus", "quarantine"),
            entry -> Shares.always(Map.of(ARCHIVE, new Share(1, List.of()))));
    expectations.add(Entries.entry("e", Outcome.ACCEPTED), 0);
    Tables tables =
        new Tables() {
          @Override
          public String reader() {
            return "memory";
          }

          @Override
          public Set<TableId> in(String namespace) {
            return Set.of(ARCHIVE);
          }

          @Override
          public Map<String, Found> rows(TableId table) {
            return readings.remove().get();
          }
        };
    Watch watch =
        new Watch(
            () -> now,
            time -> {
              pauses.add(time);
              now = now.plus(time);
            },
            message -> {});
    return watch
        .compare(
            new JournalCheck(expectations), tables, new Patience(Duration.ofSeconds(60), SETTLE))
        .findings()
        .getFirst();
  }
}
