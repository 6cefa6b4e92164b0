// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.util.Optional;

/**
 * Reads Idempotency-Key: a quoted string, as the draft standard wants it, or plain text, as most
 * vendors send it.
 */
final class IdempotencyKey {

  private IdempotencyKey() {}

  static Optional<String> parse(Optional<String> header) {
    return header.map(String::strip).map(IdempotencyKey::unquote);
  }

  private static String unquote(String text) {
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return text;
    }
    return text.substring(1, text.length() - 1).replaceAll("\\\\([\"\\\\])", "$1");
  }
}
