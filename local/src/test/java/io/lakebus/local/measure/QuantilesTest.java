// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.measure;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class QuantilesTest {

  @Test
  void aPercentileIsTheNearestRank() {
    Quantiles quantiles =
        new Quantiles(
            IntStream.rangeClosed(1, 100).map(i -> 101 - i).mapToObj(Duration::ofMillis).toList());

    assertThat(
            List.of(quantiles.percentile(50), quantiles.percentile(99), quantiles.percentile(100)))
        .containsExactly(Duration.ofMillis(50), Duration.ofMillis(99), Duration.ofMillis(100));
  }

  @Test
  void aSmallSampleHasItsLargestAtTheTop() {
    Quantiles quantiles = new Quantiles(List.of(Duration.ofMillis(3), Duration.ofMillis(1)));

    assertThat(List.of(quantiles.percentile(50), quantiles.percentile(51)))
        .containsExactly(Duration.ofMillis(1), Duration.ofMillis(3));
  }

  @Test
  void anEmptySampleHasNoQuantiles() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Quantiles(List.of()));
  }
}
