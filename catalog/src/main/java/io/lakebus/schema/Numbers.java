// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Numbers of JSON as numbers of columns, without a silent change. Each method returns null for what
 * does not fit; null is cheaper here than a wrapper, and it goes no further than the caller.
 */
final class Numbers {

  private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,60})?");

  private Numbers() {}

  /** A long equal to the number: {@code 1.0} and {@code 1e3} are integers too. */
  static Long toLong(JsonNode number) {
    if (number.isIntegralNumber()) {
      return number.canConvertToLong() ? (Long) number.longValue() : null;
    }
    if (!number.isBigDecimal()) {
      double value = number.doubleValue();
      return value == Math.rint(value) && Math.abs(value) < 0x1p63 ? (Long) (long) value : null;
    }
    BigDecimal value = number.decimalValue().stripTrailingZeros();
    if (value.scale() > 0 || integerDigits(value) > 19) {
      return null;
    }
    BigInteger integer = value.toBigIntegerExact();
    return integer.bitLength() < Long.SIZE ? (Long) integer.longValue() : null;
  }

  /** An int equal to the number. */
  static Integer toInt(JsonNode number) {
    Long value = toLong(number);
    return value != null && value == value.intValue() ? (Integer) value.intValue() : null;
  }

  /**
   * A double for the number. Written as an integer, it must be equal to it. Written with a fraction
   * or an exponent, it is the nearest double, as every JSON reader has it, unless that is infinite,
   * or zero where the number is not.
   */
  static Double toDouble(JsonNode number) {
    double value = number.doubleValue();
    if (number.isIntegralNumber()) {
      return isExact(number, value) ? (Double) value : null;
    }
    boolean vanishes = value == 0 && number.isBigDecimal() && number.decimalValue().signum() != 0;
    return Double.isFinite(value) && !vanishes ? (Double) value : null;
  }

  /** A float for the number, by the rules of {@link #toDouble}. */
  static Float toFloat(JsonNode number) {
    Double value = toDouble(number);
    if (value == null) {
      return null;
    }
    float narrow = value.floatValue();
    boolean vanishes = narrow == 0 && value != 0;
    boolean inexact = number.isIntegralNumber() && (double) narrow != value;
    return Float.isFinite(narrow) && !vanishes && !inexact ? (Float) narrow : null;
  }

  /** The number with exactly this scale, if no digit is lost and the precision suffices. */
  static BigDecimal toDecimal(JsonNode number, int precision, int scale) {
    if (!number.isIntegralNumber()
        && !number.isBigDecimal()
        && !Double.isFinite(number.doubleValue())) {
      return null;
    }
    return toDecimal(number.decimalValue(), precision, scale);
  }

  /** The same for a decimal written as text: digits, perhaps a sign and a fraction. */
  static BigDecimal toDecimal(String text, int precision, int scale) {
    return PLAIN_DECIMAL.matcher(text).matches()
        ? toDecimal(new BigDecimal(text), precision, scale)
        : null;
  }

  private static BigDecimal toDecimal(BigDecimal number, int precision, int scale) {
    BigDecimal value = number.stripTrailingZeros();
    if (value.signum() != 0
        && (value.scale() > scale || integerDigits(value) > precision - scale)) {
      return null;
    }
    return value.setScale(scale);
  }

  /** The digits before the point; computed without expanding the exponent, which may be huge. */
  private static long integerDigits(BigDecimal value) {
    return (long) value.precision() - value.scale();
  }

  private static boolean isExact(JsonNode integer, double value) {
    if (integer.isBigInteger()) {
      return Double.isFinite(value)
          && new BigDecimal(value).toBigIntegerExact().equals(integer.bigIntegerValue());
    }
    return Math.abs(value) < 0x1p63 ? (long) value == integer.longValue() : value == -0x1p63;
  }
}
