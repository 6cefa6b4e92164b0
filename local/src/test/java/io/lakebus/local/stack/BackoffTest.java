// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {

  private static final Instant START = Instant.EPOCH;
  private static final Instant AT_ONCE = START.plusSeconds(1);
  private static final Instant AFTER_A_WHILE = START.plusSeconds(21);

  private final Backoff backoff = new Backoff();

  @Test
  void eachPauseIsTwiceTheLastUpToALimit() {
    List<Duration> pauses = Stream.generate(() -> backoff.after(START, AT_ONCE)).limit(9).toList();

    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 20_000L, 20_000L);
  }

  @Test
  void whatHeldForLongerThanTheLongestPauseIsTriedAgainSoon() {
    backoff.after(START, AT_ONCE);
    backoff.after(START, AT_ONCE);

    assertThat(backoff.after(START, AFTER_A_WHILE)).isEqualTo(Duration.ofMillis(250));
  }
}
