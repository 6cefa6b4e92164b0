// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a field that is a list of names with parameters, as structured fields are written: {@code
 * "a";x=1;y="z", b}. Values stay as they are written; members that are not such names are left out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9651">Structured Field Values for HTTP</a>
 */
final class StructuredList {

  private static final int MAX_DIGITS = 15;

  private StructuredList() {}

  /**
   * A member of a list.
   *
   * @param name the member itself, a string or a token
   * @param parameters its parameters, as they are written
   */
  record Member(String name, Map<String, String> parameters) {

    /** A parameter that is a whole number from 0 on. */
    Optional<Long> number(String parameter) {
      return Optional.ofNullable(parameters.get(parameter))
          .filter(value -> value.matches("\\d{1," + MAX_DIGITS + "}"))
          .map(Long::valueOf);
    }
  }

  /** The members of a field. */
  static List<Member> parse(String field) {
    List<Member> members = new ArrayList<>();
    for (String text : split(field, ',')) {
      List<String> parts = split(text, ';');
      String name = parts.getFirst();
      if (!name.isEmpty()) {
        members.add(new Member(unquote(name), parameters(parts.subList(1, parts.size()))));
      }
    }
    return members;
  }

  private static Map<String, String> parameters(List<String> parts) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : parts) {
      int equals = part.indexOf('=');
      parameters.put(
          equals < 0 ? part : part.substring(0, equals),
          equals < 0 ? "?1" : part.substring(equals + 1));
    }
    return parameters;
  }

  /** Splits where the separator is not within a string. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      if (quoted && next == '\\') {
        index++;
      } else if (next == '"') {
        quoted = !quoted;
      } else if (!quoted && next == separator) {
        parts.add(text.substring(start, index).strip());
        start = index + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  private static String unquote(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
  }
}
