// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lakebus.local.journal.JournalEntry;
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
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class WatchTest {

  private static final TableId ARCHIVE = new TableId("bus", "events");
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final Deque<Supplier<Map<String, Found>>> readings = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = START;

  @Test
  void itWaitsForRowsThatAreMissing() throws Exception {
    rows(0);
    rows(1);
    rows(1);
    assertThat(watch().getFirst().isRight()).isTrue();
    assertThat(pauses).containsExactly(Duration.ofSeconds(2), SETTLE);
  }

  @Test
  void aSecondRowThatComesLateIsSeen() throws Exception {
    rows(1);
    rows(2);
    assertThat(watch().getFirst().doubled()).containsExactly("e");
  }

  @Test
  void rowsThatNeverComeAreLost() throws Exception {
    for (int reading = 0; reading < 100; reading++) {
      rows(0);
    }
    assertThat(watch().getFirst().lost()).containsExactly("e");
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
    assertThat(watch().getFirst().isRight()).isTrue();
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
        () -> count == 0 ? Map.of() : Map.of("e", new Found(count, START, Optional.of("sha"))));
  }

  private List<TableFinding> watch() throws InterruptedException {
    Expectations expectations = new Expectations(ARCHIVE, entry -> Map.of(ARCHIVE, 1));
    expectations.add(
        new JournalEntry(
            1,
            "e",
            "t",
            Optional.empty(),
            "sha",
            JsonNodeFactory.instance.objectNode(),
            START,
            1,
            Outcome.ACCEPTED,
            202));
    Tables tables =
        new Tables() {
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
    return watch.compare(new JournalCheck(expectations), tables, Duration.ofSeconds(60), SETTLE);
  }
}
