// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.json;

/** Writes JSON strings. */
public final class JsonText {

  private static final char FIRST_PRINTABLE = ' ';

  private JsonText() {}

  /**
   * Appends a text as a JSON string, in quotes.
   *
   * @throws IllegalArgumentException if the text holds half of a surrogate pair, which no encoding
   *     can carry
   */
  public static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      switch (next) {
        case '"', '\\' -> json.append('\\').append(next);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (next < FIRST_PRINTABLE) {
            json.append(String.format("\\u%04x", (int) next));
          } else {
            if (Character.isSurrogate(next)) {
              index = pair(json, text, index);
            } else {
              json.append(next);
            }
          }
        }
      }
    }
    json.append('"');
  }

  /** Appends a surrogate pair, and says where its second half is. */
  private static int pair(StringBuilder json, String text, int index) {
    if (index + 1 == text.length()
        || !Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1))) {
      throw new IllegalArgumentException(
          "half of a surrogate pair at character " + (index + 1) + " of a text");
    }
    json.append(text, index, index + 2);
    return index + 1;
  }
}
