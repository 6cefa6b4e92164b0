// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/**
 * Strings of JSON as values of columns that a hint gave a type. As with {@link Numbers}, null means
 * that the text does not fit: it is not of the form, or the column would hold something else than
 * it says.
 */
final class Texts {

  private static final int NANOS_PER_MICRO = 1000;

  private Texts() {}

  /**
   * Whether no surrogate stands alone: as UTF-8, one would silently become a question mark. The
   * loop is this plain so that the compiler sees that a string of Latin-1 has none at all, and
   * drops it for those.
   */
  static boolean isWellFormed(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return isWellFormed(text, i);
      }
    }
    return true;
  }

  private static boolean isWellFormed(String text, int from) {
    int i = from;
    while (i < text.length()) {
      if (!Character.isSurrogate(text.charAt(i))) {
        i++;
      } else if (isPairAt(text, i)) {
        i += 2;
      } else {
        return false;
      }
    }
    return true;
  }

  /**
   * The same JSON text in which each surrogate that stands alone is written as an escape. It can
   * only be within a string or a name there.
   */
  static String escapeLoneSurrogates(String json) {
    StringBuilder escaped = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char each = json.charAt(i);
      if (!Character.isSurrogate(each)) {
        escaped.append(each);
      } else if (isPairAt(json, i)) {
        escaped.append(each).append(json.charAt(i + 1));
        i++;
      } else {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
      }
    }
    return escaped.toString();
  }

  /** An ISO date, {@code 2027-01-31}. */
  static LocalDate toDate(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      return isCommonYear(date.getYear()) ? date : null;
    } catch (DateTimeException notADate) {
      return null;
    }
  }

  /** An ISO time of day without a zone, to the microsecond. */
  static LocalTime toTime(String text) {
    try {
      LocalTime time = LocalTime.parse(text);
      return isInMicros(time) ? time : null;
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  /** An ISO date and time without a zone, to the microsecond. */
  static LocalDateTime toTimestamp(String text) {
    try {
      LocalDateTime timestamp = LocalDateTime.parse(withT(text));
      return isCommonYear(timestamp.getYear()) && isInMicros(timestamp) ? timestamp : null;
    } catch (DateTimeException notATimestamp) {
      return null;
    }
  }

  /** An ISO date and time with an offset, to the microsecond; the point in time that it names. */
  static OffsetDateTime toInstant(String text) {
    try {
      OffsetDateTime instant =
          OffsetDateTime.parse(withT(text)).withOffsetSameInstant(ZoneOffset.UTC);
      return isCommonYear(instant.getYear()) && isInMicros(instant) ? instant : null;
    } catch (DateTimeException notAnInstant) {
      return null;
    }
  }

  /** A UUID in its canonical form of 36 characters, in either case. */
  static UUID toUuid(String text) {
    if (text.length() != 36) {
      return null;
    }
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.toString().equalsIgnoreCase(text) ? uuid : null;
    } catch (IllegalArgumentException notAUuid) {
      return null;
    }
  }

  /** The bytes of canonical Base64. */
  static ByteBuffer toBytes(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(bytes).equals(text) ? ByteBuffer.wrap(bytes) : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  /** RFC 3339 allows a space between date and time; ISO 8601 wants a T. */
  private static String withT(String text) {
    return text.length() > 10 && text.charAt(10) == ' '
        ? text.substring(0, 10) + 'T' + text.substring(11)
        : text;
  }

  /** The years that every engine reads. */
  private static boolean isCommonYear(int year) {
    return year >= 1 && year <= 9999;
  }

  private static boolean isInMicros(TemporalAccessor time) {
    return time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO == 0;
  }

  private static boolean isPairAt(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }
}
