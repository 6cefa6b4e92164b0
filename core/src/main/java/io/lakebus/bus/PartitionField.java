// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * One field of a table's partitioning.
 *
 * @param kind the transform
 * @param column the column that it is over
 * @param parameter the number of buckets or the width; 0 for the other kinds
 */
public record PartitionField(Kind kind, String column, int parameter) {

  private static final Pattern TEXT =
      Pattern.compile("(?:(\\w+)(?:\\[(\\d{1,9})])?\\()?([^()\\[\\]]+?)(\\))?");

  /** Iceberg's partition transforms. */
  public enum Kind {
    IDENTITY,
    HOUR,
    DAY,
    MONTH,
    YEAR,
    BUCKET,
    TRUNCATE;

    private boolean hasParameter() {
      return this == BUCKET || this == TRUNCATE;
    }
  }

  public PartitionField {
    requireNonNull(kind, "kind is null");
    requireNonNull(column, "column is null");
    if (kind.hasParameter() != (parameter > 0)) {
      throw new IllegalArgumentException(
          kind.hasParameter()
              ? "bucket and truncate need a positive number, as in bucket[16](id)"
              : "only bucket and truncate take a number in brackets");
    }
  }

  /**
   * Reads {@code day(_received_at)}, {@code bucket[16](id)}, {@code truncate[10](name)}, {@code
   * identity(country)} or just {@code country}.
   *
   * @throws IllegalArgumentException if the text is not a partition field
   */
  public static PartitionField parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches() || (matcher.group(1) == null) != (matcher.group(4) == null)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a partition field such as day(_received_at), bucket[16](id),"
              + " truncate[10](name) or country");
    }
    String kind = matcher.group(1) == null ? "identity" : matcher.group(1);
    int parameter = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return new PartitionField(kindOf(kind), matcher.group(3).strip(), parameter);
  }

  private static Kind kindOf(String name) {
    for (Kind kind : Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + name
            + "' is not a partition transform; there are identity, hour, day, month, year,"
            + " bucket[n] and truncate[n]");
  }
}
