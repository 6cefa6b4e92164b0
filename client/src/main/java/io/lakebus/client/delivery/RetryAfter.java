// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the field Retry-After. */
final class RetryAfter {

  private RetryAfter() {}

  /** Seconds, or the HTTP date until which to wait; anything else is as if it were not there. */
  static Optional<Duration> parse(String value, Instant now) {
    String field = value.strip();
    try {
      if (field.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(field)));
      }
      Instant until = ZonedDateTime.parse(field, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
