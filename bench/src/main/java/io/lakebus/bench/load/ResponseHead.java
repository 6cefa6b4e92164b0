// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an answer.
 *
 * @param status its status
 * @param length how many bytes the whole answer has, head and body
 * @param persistence whether the connection serves on
 */
record ResponseHead(int status, int length, Persistence persistence) {

  /** What becomes of a connection after an answer. */
  enum Persistence {
    STAYS,
    ENDS
  }

  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_DIGITS = 3;
  private static final String CONNECTION_CLOSE = "\r\nconnection: close\r\n";
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d{1,9})\r\n");

  /**
   * Reads it, if it has come whole.
   *
   * @param received what has come so far, from its first byte to its position
   * @throws IOException if it is not the head of an answer whose length is given
   */
  static Optional<ResponseHead> read(ByteBuffer received) throws IOException {
    int end = end(received);
    if (end < 0) {
      return Optional.empty();
    }
    byte[] bytes = new byte[end];
    received.get(0, bytes);
    String head = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    Matcher length = CONTENT_LENGTH.matcher(head);
    if (!head.startsWith("http/1.1 ") || !length.find()) {
      throw new IOException("not an answer with a length: " + head);
    }
    int status = Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + STATUS_DIGITS));
    Persistence persistence =
        head.contains(CONNECTION_CLOSE) ? Persistence.ENDS : Persistence.STAYS;
    return Optional.of(
        new ResponseHead(status, end + Integer.parseInt(length.group(1)), persistence));
  }

  /** Behind the empty line, or -1 if it has not come. */
  private static int end(ByteBuffer received) {
    for (int i = 3; i < received.position(); i++) {
      if (received.get(i) == '\n' && received.get(i - 2) == '\n') {
        return i + 1;
      }
    }
    return -1;
  }
}
