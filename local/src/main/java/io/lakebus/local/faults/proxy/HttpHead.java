// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first lines of an HTTP/1.1 message (RFC 9112).
 *
 * @param start the first line's three parts
 * @param headers the values by names in lower case; those of one name joined by commas
 */
record HttpHead(List<String> start, Map<String, String> headers) {

  private static final String VERSION = "HTTP/1.";

  /** Reads a head with its empty line; nothing if it is none. */
  static Optional<HttpHead> parse(byte[] head) {
    String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\r\n", -1);
    List<String> start = List.of(lines[0].split(" ", 3));
    boolean isHttp =
        start.get(0).startsWith(VERSION) || (start.size() == 3 && start.get(2).startsWith(VERSION));
    if (!isHttp || start.size() < 2) {
      return Optional.empty();
    }
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        String name = lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
        headers.merge(name, lines[i].substring(colon + 1).strip(), (a, b) -> a + "," + b);
      }
    }
    return Optional.of(new HttpHead(start, headers));
  }

  String method() {
    return start.get(0);
  }

  /** What is asked for, with its query. */
  String target() {
    return start.get(1);
  }

  String path() {
    return target().split("\\?", 2)[0];
  }

  /** Of an answer; 0 if it is not a number. */
  int status() {
    return (int) number(start.get(1), 10, 0);
  }

  boolean is(RequestKind kind) {
    return kind instanceof RequestKind.Http http
        && (http.method().equals("*") || http.method().equals(method()))
        && path().contains(http.path());
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean has(String name, String value) {
    return header(name).toLowerCase(Locale.ROOT).contains(value);
  }

  boolean isChunked() {
    return has("transfer-encoding", "chunked");
  }

  /** The client sends the body when it is told to. */
  boolean expectsInvitation() {
    return has("expect", "100-continue");
  }

  /** The client offers to go on with another protocol. */
  boolean offersUpgrade() {
    return headers.containsKey("upgrade");
  }

  /** Bytes of the body; negative if the head does not say. */
  long contentLength() {
    return number(header("content-length"), 10, -1);
  }

  /** A number without sign, or another if that is none. */
  static long number(String text, int radix, long otherwise) {
    try {
      return Long.parseUnsignedLong(text, radix);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
