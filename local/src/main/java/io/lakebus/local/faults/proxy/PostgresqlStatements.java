// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which commands a client of PostgreSQL has prepared, and which it executes. */
final class PostgresqlStatements {

  /** Query, Parse, Bind, Execute. */
  private static final String TELLING = "QPBE";

  private final Map<String, String> prepared = new HashMap<>();
  private final Map<String, String> bound = new HashMap<>();

  /** The command that this message executes, the first word of its SQL. */
  Optional<String> command(char type, byte[] message) {
    if (TELLING.indexOf(type) < 0) {
      return Optional.empty();
    }
    String text =
        new String(
            message,
            PostgresqlRequests.HEADER,
            message.length - PostgresqlRequests.HEADER,
            StandardCharsets.UTF_8);
    String[] texts = text.split("\0", 3);
    String name = texts[0];
    String second = texts.length > 1 ? texts[1] : "";
    return switch (type) {
      case 'Q' -> Optional.of(firstWord(name));
      case 'E' -> Optional.ofNullable(bound.get(name));
      case 'P' -> {
        prepared.put(name, firstWord(second));
        yield Optional.empty();
      }
      default -> {
        bound.put(name, prepared.getOrDefault(second, ""));
        yield Optional.empty();
      }
    };
  }

  static String firstWord(String text) {
    return text.strip().split("[^A-Za-z]", 2)[0].toUpperCase(Locale.ROOT);
  }
}
