// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.timing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * How long the calls of a comparison took, and what Welch's t-test says of it: whether the means of
 * the two kinds differ by more than chance. Interruptions make a few calls take very long, and hide
 * small differences; so the test is made again without the slowest of all calls, by several shares,
 * as dudect does.
 *
 * @param first nanoseconds of each call of the first kind
 * @param second of each of the second
 * @see <a href="https://eprint.iacr.org/2016/1123">Dude, is my code constant time?</a>
 */
public record Timings(long[] first, long[] second) {

  /** From here on a difference is not chance. */
  public static final double BOUND = 4.5;

  /** Of all calls, the share of the fastest that is looked at. */
  private static final List<Double> SHARES = List.of(1.0, 0.99, 0.95, 0.9, 0.75, 0.5);

  /** How many calls are made ready at a time. */
  private static final int BATCH = 1_000;

  /**
   * Times calls of both kinds in random order; as many again before, of which no time is taken.
   *
   * @param comparison what is timed
   * @param calls how many
   * @param random chooses the kind of each call
   * @param nanos a clock
   */
  public static Timings measure(
      Comparison comparison, int calls, RandomGenerator random, LongSupplier nanos) {
    run(comparison, calls, random, nanos);
    return run(comparison, calls, random, nanos);
  }

  private static Timings run(
      Comparison comparison, int calls, RandomGenerator random, LongSupplier nanos) {
    long[][] times = new long[2][calls];
    int[] counts = new int[2];
    int[] kinds = new int[BATCH];
    Runnable[] batch = new Runnable[BATCH];
    for (int done = 0; done < calls; done += BATCH) {
      int size = Math.min(BATCH, calls - done);
      for (int i = 0; i < size; i++) {
        kinds[i] = random.nextInt(2);
        batch[i] = comparison.calls().apply(kinds[i]);
      }
      for (int i = 0; i < size; i++) {
        long start = nanos.getAsLong();
        batch[i].run();
        long time = nanos.getAsLong() - start;
        times[kinds[i]][counts[kinds[i]]++] = time;
      }
    }
    return new Timings(Arrays.copyOf(times[0], counts[0]), Arrays.copyOf(times[1], counts[1]));
  }

  /**
   * What the test says of the fastest of all calls, for each share of them in which there are calls
   * of both kinds.
   */
  public List<Test> tests() {
    long[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    Arrays.sort(all);
    List<Test> tests = new ArrayList<>();
    for (double share : SHARES) {
      long limit = all[(int) Math.ceil(share * all.length) - 1];
      long[] fastFirst = upTo(first, limit);
      long[] fastSecond = upTo(second, limit);
      if (fastFirst.length > 1 && fastSecond.length > 1) {
        tests.add(new Test(share, t(fastFirst, fastSecond)));
      }
    }
    return tests;
  }

  /** The largest of them, without its sign. */
  public double worst() {
    return tests().stream().mapToDouble(test -> Math.abs(test.t())).max().orElseThrow();
  }

  private static long[] upTo(long[] times, long limit) {
    return Arrays.stream(times).filter(time -> time <= limit).toArray();
  }

  /** Welch's t: the difference of the means in units of its own standard error. */
  static double t(long[] first, long[] second) {
    double error = variance(first) / first.length + variance(second) / second.length;
    double difference = mean(first) - mean(second);
    if (difference == 0) {
      return 0;
    }
    return difference / Math.sqrt(error);
  }

  private static double mean(long[] times) {
    return Arrays.stream(times).average().orElseThrow();
  }

  /** Of the population that the times are a sample of. */
  private static double variance(long[] times) {
    double mean = mean(times);
    double squares = Arrays.stream(times).mapToDouble(t -> (t - mean) * (t - mean)).sum();
    return squares / (times.length - 1);
  }

  /** {@code 0.42 (100 %), -1.10 (99 %), ...}. */
  @Override
  public String toString() {
    return tests().stream()
        .map(test -> "%.2f (%.0f %%)".formatted(test.t(), test.share() * 100))
        .collect(Collectors.joining(", "));
  }

  /**
   * One test.
   *
   * @param share which share of all calls it is of, the fastest
   * @param t Welch's t; negative where the first kind is faster
   */
  public record Test(double share, double t) {}
}
