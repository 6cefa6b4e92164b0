// SPDX-License-Identifier: Apache-2.0
package io.lakebus.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of data.
 *
 * @param bytes the amount in bytes, not negative
 */
public record DataSize(long bytes) implements Comparable<DataSize> {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?");
  private static final Map<String, Long> UNITS =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative: " + bytes);
    }
  }

  /**
   * Reads {@code 512}, {@code 64KiB}, {@code 4MiB} or {@code 1GiB}.
   *
   * @throws IllegalArgumentException if the text is not a size
   */
  public static DataSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a size such as 512KiB or 4MiB");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    try {
      return new DataSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.get(unit)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is more than can be counted", e);
    }
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }
}
