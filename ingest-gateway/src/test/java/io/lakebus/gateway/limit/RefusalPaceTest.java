// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import io.lakebus.gateway.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RefusalPaceTest {

  private static final String VENDOR = "statsfeed";

  /** Ten refusals without a body each second. */
  private static final long RATE = 10L * RefusalPace.BASE_BYTES;

  private static final long NANOS_OF_A_BYTE = 9_765;

  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final HandClock clock = new HandClock(Instant.parse("2026-11-23T22:00:00Z"));
  private final Deque<Duration> draws = new ArrayDeque<>();
  private final RefusalPace pace = pace(LONGEST);

  @Test
  void aSecondsWorthIsAnsweredAtOnceAndWhatComesAfterWaitsItsTurn() {
    assertThat(delays(14))
        .isEqualTo(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 100L, 200L, 300L));
  }

  @Test
  void timePaysOff() {
    assertThat(delays(12).getLast()).isEqualTo(100);

    clock.advance(Duration.ofMillis(150));

    assertThat(delays(3)).isEqualTo(List.of(50L, 150L, 250L));
    clock.advance(Duration.ofHours(1));
    assertThat(delays(12)).isEqualTo(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 100L));
  }

  @Test
  void whoeverIsAnsweredThenIsRefusedNoMoreOftenThanTheRateSays() {
    delays(11);
    Duration held = Duration.ZERO;

    for (int i = 0; i < 100; i++) {
      Duration delay = pace.charge(VENDOR, 0);
      clock.advance(delay);
      held = held.plus(delay);
    }

    // The first waits until there is a byte again, beyond what makes it even.
    assertThat(held).isEqualTo(Duration.ofSeconds(10).plusNanos(NANOS_OF_A_BYTE));
  }

  @Test
  void aLargeBodyIsPaidForByTheNextRefusal() {
    assertThat(pace.charge(VENDOR, 19 * RefusalPace.BASE_BYTES)).isZero();
    assertThat(delays(2)).isEqualTo(List.of(1_000L, 1_100L));
  }

  @Test
  void noAnswerIsHeldBackForLongerThanTheBoundAndWhatIsOwedBeyondItIsLetOff() {
    draws.addAll(List.of(Duration.ZERO, Duration.ofMillis(700), Duration.ofMillis(1_000)));
    pace.charge(VENDOR, Integer.MAX_VALUE);

    assertThat(delays(3)).isEqualTo(List.of(2_000L, 1_300L, 1_000L));
    clock.advance(Duration.ofSeconds(3));
    assertThat(delays(1)).isEqualTo(List.of(0L));
  }

  @Test
  void eachPartyPaysForItself() {
    delays(20);

    assertThat(pace.charge("oddsfeed", 0)).isZero();
  }

  @Test
  void aClockThatIsSetBackHoldsNobodyBackForLonger() {
    delays(11);

    clock.advance(Duration.ofDays(-1));

    assertThat(delays(1)).isEqualTo(List.of(100L));
  }

  @Test
  void withoutABoundNothingIsHeldBack() {
    RefusalPace off = pace(Duration.ZERO);

    assertThat(Stream.generate(() -> off.charge(VENDOR, 1 << 20)).limit(100))
        .containsOnly(Duration.ZERO);
  }

  @Test
  void aRateIsPositiveAndNoHigherThanABucketIsRefilled() {
    for (long rate : List.of(0L, 1_000_000_001L)) {
      assertThatThrownBy(() -> new RefusalLimits(rate, LONGEST))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("bytesPerSecond is not between 1 and 1000000000: " + rate);
    }
  }

  @Test
  void theHighestRateIsOneThatABucketIsRefilledAt() {
    RefusalPace highest =
        new RefusalPace(new RefusalLimits(1_000_000_000, LONGEST), clock, () -> 0);

    assertThat(highest.charge(VENDOR, 1 << 20)).isZero();
  }

  /** Its draws come out as they are prepared. */
  private RefusalPace pace(Duration longest) {
    // A bounded draw is half of an unbounded one where that is below the bound.
    return new RefusalPace(
        new RefusalLimits(RATE, longest), clock, () -> 2 * draws.remove().toNanos());
  }

  /** Milliseconds that so many refusals without a body, all at one time, are held back. */
  private List<Long> delays(int count) {
    return Stream.generate(() -> pace.charge(VENDOR, 0).toMillis()).limit(count).toList();
  }
}
