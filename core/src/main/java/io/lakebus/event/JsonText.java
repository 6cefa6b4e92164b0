// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Checks what a JSON parser lets through: that bytes are UTF-8 as Unicode defines it, and that the
 * escapes in them name whole characters. A pass over the bytes, eight at a time where they are
 * plain ASCII.
 */
final class JsonText {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long BACKSLASHES = ONES * '\\';

  /** The length of {@code \}{@code uXXXX}. */
  private static final int ESCAPE_LENGTH = 6;

  private static final int FINE = -1;

  private JsonText() {}

  static Optional<JsonProblem> check(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int position = offset;
    while (position < end) {
      if (position + Long.BYTES <= end && isPlain((long) WORD.get(bytes, position))) {
        position += Long.BYTES;
        continue;
      }
      byte first = bytes[position];
      int size;
      if (first == '\\') {
        size = escapeSize(bytes, position, end);
      } else {
        size = first >= 0 ? 1 : sequenceSize(bytes, position, end);
      }
      if (size == 0) {
        return Optional.of(problem(bytes, offset, position));
      }
      position += size;
    }
    return Optional.empty();
  }

  /** Whether all eight bytes are ASCII and none is a backslash. */
  private static boolean isPlain(long word) {
    long difference = word ^ BACKSLASHES;
    return ((word | ((difference - ONES) & ~difference)) & HIGH_BITS) == 0;
  }

  /** The length of the escape; 0 if it is half of a pair. What is no escape is the parser's. */
  private static int escapeSize(byte[] bytes, int position, int end) {
    int unit = unit(bytes, position, end);
    if (unit == FINE) {
      return 2;
    }
    if (Character.isHighSurrogate((char) unit)) {
      int next = unit(bytes, position + ESCAPE_LENGTH, end);
      return next != FINE && Character.isLowSurrogate((char) next) ? 2 * ESCAPE_LENGTH : 0;
    }
    return Character.isLowSurrogate((char) unit) ? 0 : ESCAPE_LENGTH;
  }

  /** The code unit that the escape at this position names; {@link #FINE} if there is none. */
  private static int unit(byte[] bytes, int position, int end) {
    if (position + ESCAPE_LENGTH > end || bytes[position] != '\\' || bytes[position + 1] != 'u') {
      return FINE;
    }
    int unit = 0;
    for (int i = position + 2; i < position + ESCAPE_LENGTH; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return FINE;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  /** The length of the sequence of bytes for one character; 0 if it is not well-formed. */
  private static int sequenceSize(byte[] bytes, int position, int end) {
    int first = bytes[position] & 0xff;
    int size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || position + size > end) {
      return 0;
    }
    int second = bytes[position + 1] & 0xff;
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = position + 2; i < position + size; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  private static JsonProblem problem(byte[] bytes, int offset, int position) {
    int line = 1;
    int lineStart = offset;
    for (int i = offset; i < position; i++) {
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    boolean escape = bytes[position] == '\\';
    return new JsonProblem(
        escape ? JsonProblem.Code.UNPAIRED_SURROGATE : JsonProblem.Code.INVALID_UTF_8,
        escape
            ? "an escape names half of a surrogate pair, which no text can hold"
            : "the bytes are not UTF-8",
        Optional.empty(),
        line,
        position - lineStart + 1,
        position - offset);
  }
}
