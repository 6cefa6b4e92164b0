// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.agent;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Named values as a line of text, {@code name=value name=value}: how an agent and whoever asks it
 * speak.
 *
 * @param values by name; neither has white space in it
 */
public record Fields(Map<String, String> values) {

  private static final Pattern SPACE = Pattern.compile(" ");

  public Fields {
    values = Map.copyOf(values);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is not of this form
   */
  public static Fields parse(String line) {
    Map<String, String> values = new TreeMap<>();
    for (String field : SPACE.split(line.strip(), -1)) {
      int equals = field.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("not name=value: " + field);
      }
      values.put(field.substring(0, equals), field.substring(equals + 1));
    }
    return new Fields(values);
  }

  /** The line. */
  public String line() {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining(" "));
  }

  /**
   * A value.
   *
   * @throws IllegalArgumentException if there is none
   */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return value;
  }

  /** A value that is a whole number. */
  public long number(String name) {
    return Long.parseLong(text(name));
  }
}
