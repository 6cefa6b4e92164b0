// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.timing.Comparison;
import io.lakebus.gateway.timing.Timings;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That nobody learns of a secret by how long it takes to refuse a wrong one. Measures, so it wants
 * a machine for itself; prints what it has measured.
 */
@Tag("long")
class TimingLeaksTest {

  private static final int CALLS = 100_000;

  /** A difference by chance of a machine that does something else is not there again. */
  private static final int ATTEMPTS = 3;

  private final Random random = new Random();

  static Stream<Comparison> comparisons() {
    Random random = new Random();
    return Stream.concat(
        Refusals.ofKeys(random).stream(),
        Stream.concat(
            Refusals.ofAwsSignatures(random).stream(), Refusals.ofHooks(random).stream()));
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void aRefusalTakesAsLongHoweverNearTheGuessIs(Comparison comparison) {
    double smallest = Double.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS && smallest >= Timings.BOUND; attempt++) {
      Timings timings = Timings.measure(comparison, CALLS, random, System::nanoTime);
      System.out.println(comparison.name() + ": t = " + timings);
      smallest = Math.min(smallest, timings.worst());
    }
    assertThat(smallest).isLessThan(Timings.BOUND);
  }
}
