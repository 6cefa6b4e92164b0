// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import com.networknt.schema.format.Formats;
import io.lakebus.event.Rfc3339;
import java.util.List;

/**
 * A format that a contract can ask for, and which then is checked. Times are those that the bus
 * reads anywhere. A text beyond a format's length is not of the format, whatever is in it: so a
 * check is short.
 */
final class TextFormat implements Format {

  /**
   * Every format. A schema that asks for another is refused, so that nobody relies on a check that
   * is not made.
   */
  static final List<TextFormat> ALL =
      List.of(
          new TextFormat("date", 10, (run, schema, text) -> isTime(text + "T00:00:00Z")),
          new TextFormat("date-time", 64, (run, schema, text) -> isTime(text)),
          library("duration", 256),
          library("email", 320),
          library("hostname", 253),
          library("ipv4", 15),
          library("ipv6", 45),
          library("json-pointer", 1_024),
          new TextFormat("time", 64, (run, schema, text) -> isTime("2000-01-01T" + text)),
          library("uri", 8_192),
          library("uri-reference", 8_192),
          library("uuid", 36));

  private final String name;
  private final int maxLength;
  private final Check check;

  private TextFormat(String name, int maxLength, Check check) {
    this.name = name;
    this.maxLength = maxLength;
    this.check = check;
  }

  private static TextFormat library(String name, int maxLength) {
    Format format =
        Formats.DEFAULT.stream()
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the library has no format " + name));
    return new TextFormat(name, maxLength, format::matches);
  }

  private static boolean isTime(String text) {
    return Rfc3339.parse(text).isPresent();
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean matches(ExecutionContext run, SchemaContext schema, String text) {
    return text.length() <= maxLength && check.matches(run, schema, text);
  }

  private interface Check {

    boolean matches(ExecutionContext run, SchemaContext schema, String text);
  }
}
