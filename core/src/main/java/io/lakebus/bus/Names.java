// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.config.Durations;
import java.time.Duration;
import java.util.regex.Pattern;

/** How the things of a definition may be called, and how its numbers are read. */
final class Names {

  private static final Pattern BUS = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Pattern VENDOR = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern TABLE =
      Pattern.compile("[a-z_][a-z0-9_]{0," + (TableNameTemplate.MAX_LENGTH - 1) + "}");

  private Names() {}

  static String bus(String text) {
    return check(
        BUS, text, "a bus's name: lower-case letters, digits and _, a letter first, at most 63");
  }

  static String vendor(String text) {
    return check(
        VENDOR,
        text,
        "a vendor's name: lower-case letters, digits, - and _, a letter first, at most 63");
  }

  static String hook(String text) {
    return check(
        VENDOR,
        text,
        "a hook's name: lower-case letters, digits, - and _, a letter first, at most 63");
  }

  static String rule(String text) {
    return check(RULE, text, "a rule's name: letters, digits, '.', - and _, at most 64");
  }

  static String table(String text) {
    return check(TABLE, text, "a table's name: lower-case letters, digits and _, no digit first");
  }

  /** A duration within bounds, which are written as durations are. */
  static Duration duration(String text, String low, String high) {
    Duration value = Durations.parse(text);
    if (value.compareTo(Durations.parse(low)) < 0 || value.compareTo(Durations.parse(high)) > 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration from " + low + " to " + high);
    }
    return value;
  }

  /** A whole number within bounds. */
  static long number(String text, long low, long high) {
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
    }
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a number from " + low + " to " + high);
    }
    return value;
  }

  private static String check(Pattern pattern, String text, String what) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not " + what);
    }
    return text;
  }
}
