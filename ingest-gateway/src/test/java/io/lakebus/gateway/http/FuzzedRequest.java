// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An input that is written like a request: a first line, headers, an empty line, a body. Every
 * input is one. Headers have the characters that a server makes of their bytes, one of each.
 *
 * @param firstLine what stands before the headers
 * @param headers the headers by their names as written, each with its values in order
 * @param body the rest
 */
record FuzzedRequest(String firstLine, Map<String, List<String>> headers, byte[] body) {

  static FuzzedRequest of(byte[] input) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    int end = lineEnd(input, 0);
    String firstLine = line(input, 0, end);
    int start = end + 1;
    while (start < input.length) {
      end = lineEnd(input, start);
      String line = line(input, start, end);
      start = end + 1;
      if (line.isEmpty()) {
        break;
      }
      String[] parts = line.split(":", 2);
      headers
          .computeIfAbsent(parts[0], unused -> new ArrayList<>(1))
          .add(parts.length == 2 ? parts[1].strip() : "");
    }
    byte[] body =
        start < input.length ? Arrays.copyOfRange(input, start, input.length) : new byte[0];
    return new FuzzedRequest(firstLine, headers, body);
  }

  /** The header's first value, by its name in any case. */
  Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().getFirst())
        .findFirst();
  }

  private static int lineEnd(byte[] input, int start) {
    int end = start;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    return end;
  }

  private static String line(byte[] input, int start, int end) {
    return new String(input, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
