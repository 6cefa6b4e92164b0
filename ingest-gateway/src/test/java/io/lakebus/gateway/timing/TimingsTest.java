// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.timing;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TimingsTest {

  /** Seeded: what is chance is the same in each run. */
  private final Random random = new Random(1);

  private final AtomicLong clock = new AtomicLong();

  @Test
  void welchsTIsTheDifferenceOfTheMeansByItsStandardError() {
    // means 4 and 7, variances 4 and 10, so the standard error is the root of 4/3 + 10/5
    assertThat(Timings.t(new long[] {2, 4, 6}, new long[] {3, 5, 7, 9, 11}))
        .isCloseTo(-3 / Math.sqrt(4.0 / 3 + 10.0 / 5), within(1e-12));
    assertThat(Timings.t(new long[] {5, 5}, new long[] {5, 5})).isZero();
  }

  @Test
  void theSlowestAreLeftOutByTheirShareOfAllCalls() {
    long[] first = new long[100];
    long[] second = new long[100];
    for (int i = 0; i < 100; i++) {
      first[i] = i;
      second[i] = i < 99 ? i : 1_000_000;
    }

    assertThat(new Timings(first, second).tests())
        .extracting(Timings.Test::share)
        .containsExactly(1.0, 0.99, 0.95, 0.9, 0.75, 0.5);
    assertThat(new Timings(first, second).tests().get(0).t()).isCloseTo(-1.0, within(0.01));
    assertThat(new Timings(first, second).tests().get(2).t()).isZero();
  }

  @Test
  void aShareWithoutCallsOfOneKindIsNoTest() {
    Timings timings = new Timings(new long[] {1, 1, 1, 2}, new long[] {9, 9, 9, 8});

    assertThat(timings.tests())
        .extracting(Timings.Test::share)
        .containsExactly(1.0, 0.99, 0.95, 0.9, 0.75);
    assertThat(timings.worst()).isGreaterThan(4.5);
  }

  @Test
  void equalDistributionsAreNotADifference() {
    Comparison same = new Comparison("the same", kind -> () -> clock.addAndGet(noise()));

    assertThat(measure(same).worst()).isLessThan(4.5);
  }

  @Test
  void aSmallDifferenceUnderMuchNoiseIsFound() {
    Comparison different =
        new Comparison("20 ns", kind -> () -> clock.addAndGet(noise() + 20L * kind));

    assertThat(measure(different).worst()).isGreaterThan(4.5);
  }

  @Test
  void bothKindsAreTimedAboutAsOftenEach() {
    Timings timings = measure(new Comparison("the kind", kind -> () -> clock.addAndGet(kind)));

    assertThat(timings.first().length + timings.second().length).isEqualTo(20_000);
    assertThat(timings.first().length).isBetween(9_500, 10_500);
    assertThat(timings.first()).containsOnly(0);
    assertThat(timings.second()).containsOnly(1);
  }

  @Test
  void aComparisonThatEndsEarlyIsFoundByTheRealClock() {
    byte[] secret = new byte[1 << 16];
    random.nextBytes(secret);
    Comparison comparison =
        new Comparison("Arrays.equals", kind -> guess(secret, kind * (secret.length - 1)));

    assertThat(Timings.measure(comparison, 400, random, System::nanoTime).worst())
        .isGreaterThan(4.5);
  }

  /** Compares with a guess that is wrong at one place. */
  private static Runnable guess(byte[] secret, int wrong) {
    byte[] guess = secret.clone();
    guess[wrong] ^= 1;
    return () -> assertThat(Arrays.equals(secret, guess)).isFalse();
  }

  private Timings measure(Comparison comparison) {
    return Timings.measure(comparison, 20_000, random, clock::get);
  }

  /** 1 µs or so, and now and then an interruption. */
  private long noise() {
    long interruption = random.nextInt(100) == 0 ? 100_000 + random.nextInt(1_000_000) : 0;
    return 1_000 + random.nextInt(500) + interruption;
  }
}
