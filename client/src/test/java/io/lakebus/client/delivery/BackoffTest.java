// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {

  private static final Duration LONGEST = Duration.ofSeconds(2);

  @Test
  void theBoundDoublesUpToTheLongest() {
    Backoff most = new Backoff(Backoff.FIRST, LONGEST, new Most());

    List<Long> millis =
        IntStream.of(1, 2, 3, 4, 5, 6, 7, 40, 1_000_000)
            .mapToObj(attempts -> most.next(attempts).toMillis())
            .toList();

    assertThat(millis).containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L, 2000L, 2000L);
  }

  @Test
  void anyWaitUpToTheBoundIsChosen() {
    Backoff backoff = new Backoff(Backoff.FIRST, LONGEST, new Random(1));

    assertThat(Stream.generate(() -> backoff.next(3)).limit(1_000))
        .allMatch(wait -> !wait.isNegative() && wait.toMillis() <= 400)
        .anyMatch(wait -> wait.toMillis() < 40)
        .anyMatch(wait -> wait.toMillis() > 360);
  }

  /** Draws the largest number there is to draw. */
  private static final class Most implements RandomGenerator {

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }
  }
}
