// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.measure;

import java.time.Duration;
import java.util.List;

/** Quantiles of a sample of durations, by the nearest-rank method. */
public final class Quantiles {

  private final List<Duration> sorted;

  /**
   * Takes a sample.
   *
   * @throws IllegalArgumentException if the sample is empty
   */
  public Quantiles(List<Duration> sample) {
    if (sample.isEmpty()) {
      throw new IllegalArgumentException("a sample has at least one duration");
    }
    this.sorted = sample.stream().sorted().toList();
  }

  /** The smallest duration that at least {@code percent} % of the sample do not exceed. */
  public Duration percentile(int percent) {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("a percentile is between 1 and 100: " + percent);
    }
    int rank = (sorted.size() * percent + 99) / 100;
    return sorted.get(rank - 1);
  }
}
