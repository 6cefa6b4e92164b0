// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.measure;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long requests took. Recording is thread-safe. */
public final class Latency {

  /** In microseconds. What takes longer counts as this. */
  private static final long LONGEST = Duration.ofMinutes(2).toNanos() / 1000;

  private static final int DIGITS = 3;

  private final Histogram histogram;

  public Latency() {
    this(new ConcurrentHistogram(LONGEST, DIGITS));
  }

  private Latency(Histogram histogram) {
    this.histogram = histogram;
  }

  /** A request took so many microseconds. */
  public void record(long micros) {
    histogram.recordValue(Math.clamp(micros, 0, LONGEST));
  }

  /** What took as long as this also counts here. */
  public void add(Latency other) {
    histogram.add(other.histogram);
  }

  /** How many requests it has. */
  public long count() {
    return histogram.getTotalCount();
  }

  /** The time that this share of all requests did not exceed, in percent. */
  public Duration percentile(double percent) {
    return Duration.of(histogram.getValueAtPercentile(percent), ChronoUnit.MICROS);
  }

  /** The longest time. */
  public Duration max() {
    return Duration.of(histogram.getMaxValue(), ChronoUnit.MICROS);
  }

  /** All of it as one word. */
  public String text() {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  /** Reads what {@link #text} has written. */
  public static Latency of(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      return new Latency(Histogram.decodeFromCompressedByteBuffer(bytes, LONGEST));
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("not a histogram", e);
    }
  }
}
