// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the sample writes them: RFC 3339 with milliseconds and the offset of the place. */
final class Timestamps {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

  private Timestamps() {}

  static String text(OffsetDateTime time) {
    return FORMAT.format(time);
  }
}
