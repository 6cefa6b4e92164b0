// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type that a column hint gives. */
public sealed interface ColumnType {

  /** The type as a definition writes it. */
  String text();

  /** A type without parameters. */
  enum Simple implements ColumnType {
    BOOLEAN,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    STRING,
    DATE,
    /** Without a zone. */
    TIMESTAMP,
    /** A point in time. */
    TIMESTAMPTZ,
    UUID,
    /** Bytes, Base64 in JSON. */
    BINARY;

    @Override
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An exact decimal.
   *
   * @param precision how many digits in all, 1 to 38
   * @param scale how many of them after the point, 0 to the precision
   */
  record Decimal(int precision, int scale) implements ColumnType {

    public Decimal {
      if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "decimal("
                + precision
                + ","
                + scale
                + "): the precision is 1 to 38, the scale 0 to it");
      }
    }

    @Override
    public String text() {
      return "decimal(" + precision + "," + scale + ")";
    }
  }

  /**
   * Reads {@code long}, {@code timestamptz}, {@code decimal(10,4)}.
   *
   * @throws IllegalArgumentException if the text is not a type
   */
  static ColumnType parse(String text) {
    String name = text.strip();
    Matcher decimal = Patterns.DECIMAL.matcher(name);
    if (decimal.matches()) {
      return new Decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    for (Simple type : Simple.values()) {
      if (type.text().equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a column type; there are boolean, int, long, float, double, string, date,"
            + " timestamp, timestamptz, uuid, binary and decimal(precision,scale)");
  }

  /** Holds what an interface cannot hide. */
  final class Patterns {
    private static final Pattern DECIMAL =
        Pattern.compile("decimal\\(\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*\\)");

    private Patterns() {}
  }
}
