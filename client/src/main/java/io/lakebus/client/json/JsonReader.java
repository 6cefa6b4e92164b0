// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.json;

/**
 * Reads a JSON text from its beginning to its end, strictly as RFC 8259 has it; half of a surrogate
 * pair is refused, too. What is not asked for is checked and left out, so it costs no memory. Names
 * that are twice in an object are not noticed.
 */
public final class JsonReader {

  /** How deep values may nest: what is deeper would be at the expense of the thread's stack. */
  static final int MAX_DEPTH = 512;

  private static final int ESCAPE_DIGITS = 4;

  private final String text;
  private int position;
  private int depth;

  /** Reads a text. */
  public JsonReader(String text) {
    this.text = text;
  }

  /** Reads the value of a member of an object: all of it. */
  @FunctionalInterface
  public interface Member {
    /** The reader stands before the value of this name. */
    void read(String name) throws JsonException;
  }

  /** Reads an element of an array: all of it. */
  @FunctionalInterface
  public interface Element {
    /** The reader stands before the element. */
    void read() throws JsonException;
  }

  /**
   * Checks that a text is one JSON object and nothing else.
   *
   * @throws JsonException if it is not, with the place
   */
  public static void checkObject(String text) throws JsonException {
    JsonReader reader = new JsonReader(text);
    if (!reader.isObject()) {
      throw reader.problem("no JSON object");
    }
    reader.skip();
    reader.end();
  }

  /** Whether the next value is an object. */
  public boolean isObject() throws JsonException {
    return next() == '{';
  }

  /** Whether the next value is an array. */
  public boolean isArray() throws JsonException {
    return next() == '[';
  }

  /** Whether the next value is a string. */
  public boolean isString() throws JsonException {
    return next() == '"';
  }

  /** Reads an object, member by member. */
  public void object(Member member) throws JsonException {
    begin('{');
    for (boolean more = !closes('}'); more; more = !follows('}')) {
      String name = string();
      expect(':');
      member.read(name);
    }
    depth--;
  }

  /** Reads an array, element by element. */
  public void array(Element element) throws JsonException {
    begin('[');
    for (boolean more = !closes(']'); more; more = !follows(']')) {
      element.read();
    }
    depth--;
  }

  /** Reads a string. */
  public String string() throws JsonException {
    next();
    int start = position + 1;
    boolean escaped = skipString();
    String raw = text.substring(start, position - 1);
    return escaped ? unescape(raw) : raw;
  }

  /** Reads a string; a value of another kind is left out, and stands as an empty one. */
  public String text() throws JsonException {
    if (isString()) {
      return string();
    }
    skip();
    return "";
  }

  /** Reads a whole number of up to nine digits; any other value is left out. */
  public int integer(int otherwise) throws JsonException {
    next();
    int start = position;
    skip();
    String value = text.substring(start, position);
    return value.matches("\\d{1,9}") ? Integer.parseInt(value) : otherwise;
  }

  /** Leaves out a value, of whatever kind. */
  public void skip() throws JsonException {
    switch (next()) {
      case '{' -> {
        begin('{');
        for (boolean more = !closes('}'); more; more = !follows('}')) {
          next();
          skipString();
          expect(':');
          skip();
        }
        depth--;
      }
      case '[' -> array(this::skip);
      case '"' -> skipString();
      case 't' -> skipWord("true");
      case 'f' -> skipWord("false");
      case 'n' -> skipWord("null");
      default -> skipNumber();
    }
  }

  /** Expects that there is nothing but white space to come. */
  public void end() throws JsonException {
    skipSpace();
    if (position < text.length()) {
      throw problem("something follows the value");
    }
  }

  private void begin(char bracket) throws JsonException {
    depth++;
    if (depth > MAX_DEPTH) {
      throw problem("nested deeper than " + MAX_DEPTH + " levels");
    }
    expect(bracket);
  }

  /** Whether a bracket closes what has just begun. */
  private boolean closes(char bracket) throws JsonException {
    if (next() == bracket) {
      position++;
      return true;
    }
    return false;
  }

  /** Whether a bracket closes what has had a value; otherwise a comma leads to the next. */
  private boolean follows(char bracket) throws JsonException {
    if (closes(bracket)) {
      return true;
    }
    expect(',');
    return false;
  }

  private void expect(char expected) throws JsonException {
    if (next() != expected) {
      throw problem("no '" + expected + "'");
    }
    position++;
  }

  /** The next character that is no white space; the reader stands on it. */
  private char next() throws JsonException {
    skipSpace();
    return charAt(position);
  }

  private void skipSpace() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private char charAt(int index) throws JsonException {
    if (index >= text.length()) {
      position = text.length();
      throw problem("the text ends early");
    }
    return text.charAt(index);
  }

  private void skipWord(String word) throws JsonException {
    if (!text.startsWith(word, position)) {
      throw problem("no value");
    }
    position += word.length();
  }

  private void skipNumber() throws JsonException {
    if (at('-')) {
      position++;
    }
    if (at('0')) {
      position++;
    } else {
      skipDigits();
    }
    if (at('.')) {
      position++;
      skipDigits();
    }
    if (at('e') || at('E')) {
      position++;
      if (at('+') || at('-')) {
        position++;
      }
      skipDigits();
    }
  }

  private boolean at(char expected) {
    return position < text.length() && text.charAt(position) == expected;
  }

  private void skipDigits() throws JsonException {
    int start = position;
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
    if (position == start) {
      throw problem("no value");
    }
  }

  private static boolean isDigit(char digit) {
    return digit >= '0' && digit <= '9';
  }

  /** Checks the string that begins here; whether it holds escapes. */
  private boolean skipString() throws JsonException {
    if (charAt(position) != '"') {
      throw problem("no string");
    }
    position++;
    boolean escaped = false;
    for (char next = charAt(position); next != '"'; next = charAt(position)) {
      if (next == '\\') {
        escaped = true;
        skipEscape();
      } else if (next < ' ') {
        throw problem("a control character in a string");
      } else if (Character.isSurrogate(next)) {
        if (!Character.isSurrogatePair(next, charAt(position + 1))) {
          throw problem("half of a surrogate pair");
        }
        position += 2;
      } else {
        position++;
      }
    }
    position++;
    return escaped;
  }

  private void skipEscape() throws JsonException {
    char kind = charAt(position + 1);
    if (kind != 'u') {
      if ("\"\\/bfnrt".indexOf(kind) < 0) {
        throw problem("no escape");
      }
      position += 2;
      return;
    }
    char escaped = unicode();
    if (Character.isSurrogate(escaped)) {
      boolean pair =
          text.startsWith("\\u", position) && Character.isSurrogatePair(escaped, unicode());
      if (!pair) {
        throw problem("half of a surrogate pair");
      }
    }
  }

  /** Reads the escape of one UTF-16 unit, which begins here. */
  private char unicode() throws JsonException {
    int first = position + 2;
    int value = 0;
    for (int index = first; index < first + ESCAPE_DIGITS; index++) {
      char digit = charAt(index);
      if (digit > 'f' || Character.digit(digit, 16) < 0) {
        throw problem("no escape");
      }
      value = (value << 4) | Character.digit(digit, 16);
    }
    position = first + ESCAPE_DIGITS;
    return (char) value;
  }

  /** The text that a checked string with escapes stands for. */
  private static String unescape(String raw) {
    StringBuilder plain = new StringBuilder(raw.length());
    int index = 0;
    while (index < raw.length()) {
      char next = raw.charAt(index);
      if (next != '\\') {
        plain.append(next);
        index++;
      } else if (raw.charAt(index + 1) == 'u') {
        int end = index + 2 + ESCAPE_DIGITS;
        plain.append((char) Integer.parseInt(raw, index + 2, end, 16));
        index = end;
      } else {
        plain.append(unescape(raw.charAt(index + 1)));
        index += 2;
      }
    }
    return plain.toString();
  }

  private static char unescape(char kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }

  private JsonException problem(String problem) {
    return new JsonException(problem, position);
  }
}
