// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Values of the same quantity, one of each block.
 *
 * @param values the values, at least one
 */
public record Sample(List<Double> values) {

  private static final int RESAMPLES = 10_000;
  private static final long SEED = 1;
  private static final double TAIL = 0.025;

  public Sample {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a sample has at least one value");
    }
  }

  /** The value in the middle, or between the two in the middle. */
  public double median() {
    return median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  /**
   * The interval that has the median with 95 % confidence, by the percentile bootstrap. The same
   * values have the same interval.
   */
  public Interval interval() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] medians = new double[RESAMPLES];
    double[] drawn = new double[values.size()];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < drawn.length; j++) {
        drawn[j] = values.get(random.nextInt(values.size()));
      }
      medians[i] = median(drawn);
    }
    Arrays.sort(medians);
    int tail = (int) (RESAMPLES * TAIL);
    return new Interval(medians[tail], medians[RESAMPLES - 1 - tail]);
  }

  /**
   * From one value to another.
   *
   * @param low the smaller one
   * @param high the larger one
   */
  public record Interval(double low, double high) {}
}
