// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Optional;

/**
 * Points in time as RFC 3339 writes them: {@code 2026-11-23T08:00:00.25+01:00}. The gateway, the
 * log and the job all read them here, so that none accepts what another refuses.
 */
public final class Rfc3339 {

  /** {@code 2026-11-23T08:00:00}. */
  private static final int SECONDS_END = 19;

  private static final int NANO_DIGITS = 9;

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private Rfc3339() {}

  /**
   * Writes a point in time of the years 0 to 9999, as {@link Instant#toString} does: with as many
   * digits of the fraction as it has, in threes. Each event has two of them in the log, so it is
   * done here and not by a general formatter, which takes ten times as long.
   */
  public static String format(Instant time) {
    return write(time, fractionDigits(time.get(ChronoField.NANO_OF_SECOND)));
  }

  /** Writes a point in time of the years 0 to 9999 with three digits of the fraction. */
  public static String formatMillis(Instant time) {
    return write(time, 3);
  }

  private static int fractionDigits(int nanos) {
    if (nanos % 1_000 != 0) {
      return NANO_DIGITS;
    }
    if (nanos % 1_000_000 != 0) {
      return 6;
    }
    return nanos == 0 ? 0 : 3;
  }

  private static String write(Instant time, int fractionDigits) {
    if (!isWritable(time)) {
      throw new IllegalArgumentException("RFC 3339 has no form for " + time);
    }
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    int zone = fractionDigits == 0 ? SECONDS_END : SECONDS_END + 1 + fractionDigits;
    byte[] text = new byte[zone + 1];
    put(text, 0, 4, utc.getYear());
    text[4] = '-';
    put(text, 5, 2, utc.getMonthValue());
    text[7] = '-';
    put(text, 8, 2, utc.getDayOfMonth());
    text[10] = 'T';
    put(text, 11, 2, utc.getHour());
    text[13] = ':';
    put(text, 14, 2, utc.getMinute());
    text[16] = ':';
    put(text, 17, 2, utc.getSecond());
    if (fractionDigits > 0) {
      text[SECONDS_END] = '.';
      int fraction = utc.get(ChronoField.NANO_OF_SECOND);
      for (int dropped = fractionDigits; dropped < NANO_DIGITS; dropped++) {
        fraction /= 10;
      }
      put(text, SECONDS_END + 1, fractionDigits, fraction);
    }
    text[zone] = 'Z';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void put(byte[] text, int start, int digits, int value) {
    int rest = value;
    for (int i = start + digits - 1; i >= start; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /**
   * Reads a point in time; empty if the text is not one. Digits of a second's fraction beyond the
   * ninth are dropped; a leap second is not a point in time here.
   */
  public static Optional<Instant> parse(String text) {
    if (text.length() <= SECONDS_END || !hasSeparators(text)) {
      return Optional.empty();
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    int zone = fractionEnd(text);
    int offset = offsetSeconds(text, zone);
    if ((year | month | day | hour | minute | second | zone) < 0 || offset == Integer.MIN_VALUE) {
      return Optional.empty();
    }
    try {
      Instant time =
          LocalDateTime.of(year, month, day, hour, minute, second, nanos(text, zone))
              .toInstant(ZoneOffset.UTC)
              .minusSeconds(offset);
      return isWritable(time) ? Optional.of(time) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // a month 13, a 30 February
    }
  }

  private static boolean isWritable(Instant time) {
    return !time.isBefore(FIRST) && time.isBefore(END);
  }

  private static boolean hasSeparators(String text) {
    char t = text.charAt(10);
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && (t == 'T' || t == 't')
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  /** The number of this many digits; -1 if there are others among them. */
  private static int digits(String text, int start, int count) {
    int value = 0;
    for (int i = start; i < start + count; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      value = value * 10 + (digit - '0');
    }
    return value;
  }

  /** Where the zone starts; -1 if a point is not followed by digits and a zone. */
  private static int fractionEnd(String text) {
    if (text.charAt(SECONDS_END) != '.') {
      return SECONDS_END;
    }
    int end = SECONDS_END + 1;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end == SECONDS_END + 1 || end == text.length() ? -1 : end;
  }

  private static int nanos(String text, int zone) {
    int value = 0;
    for (int i = 1; i <= NANO_DIGITS; i++) {
      int position = SECONDS_END + i;
      value = value * 10 + (position < zone ? text.charAt(position) - '0' : 0);
    }
    return value;
  }

  /** The zone's distance from UTC; {@link Integer#MIN_VALUE} if it is not a zone. */
  private static int offsetSeconds(String text, int zone) {
    if (zone < 0) {
      return Integer.MIN_VALUE;
    }
    char sign = text.charAt(zone);
    if (sign == 'Z' || sign == 'z') {
      return text.length() == zone + 1 ? 0 : Integer.MIN_VALUE;
    }
    if ((sign != '+' && sign != '-') || text.length() != zone + 6 || text.charAt(zone + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = digits(text, zone + 1, 2);
    int minutes = digits(text, zone + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return sign == '-' ? -seconds : seconds;
  }
}
