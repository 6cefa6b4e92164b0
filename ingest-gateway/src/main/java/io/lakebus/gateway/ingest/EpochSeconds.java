// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.event.Rfc3339;
import io.lakebus.event.StrictJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/** Points in time as AWS's protocols write them: seconds since 1970, with or without a fraction. */
final class EpochSeconds {

  private static final BigDecimal FIRST = seconds("0000-01-01T00:00:00Z");
  private static final BigDecimal LAST = seconds("9999-12-31T23:59:59Z");

  private EpochSeconds() {}

  /**
   * Reads a JSON number; empty if it is beyond the years 0 to 9999. Digits of the fraction beyond
   * the ninth are dropped.
   */
  static Optional<Instant> parse(String number) {
    BigDecimal value;
    try {
      value = new BigDecimal(number);
    } catch (NumberFormatException e) { // an exponent beyond an int
      return Optional.empty();
    }
    if (value.compareTo(FIRST) < 0
        || value.compareTo(LAST) > 0
        || value.scale() > StrictJson.MAX_EXPONENT) { // nobody is made to write out its zeros
      return Optional.empty();
    }
    BigDecimal nanos = value.setScale(9, RoundingMode.FLOOR);
    BigDecimal whole = nanos.setScale(0, RoundingMode.FLOOR);
    return Optional.of(
        Instant.ofEpochSecond(
            whole.longValueExact(), nanos.subtract(whole).movePointRight(9).longValueExact()));
  }

  private static BigDecimal seconds(String time) {
    return BigDecimal.valueOf(Rfc3339.parse(time).orElseThrow().getEpochSecond());
  }
}
