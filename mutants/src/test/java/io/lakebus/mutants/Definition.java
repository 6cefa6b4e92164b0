// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bus definitions of the tests, as files that somebody may change while a job runs. */
final class Definition {

  private static final Map<String, String> FILES = new ConcurrentHashMap<>();

  private Definition() {}

  /** Matches go to cat1, tickets to cat2. */
  static String create(String bus, String keySha256) {
    String text =
        """
        bus: {bus}
        vendors:
          statsfeed:
            keys:
              - sha256: {key}
        rules:
          cat1:
            pattern: { "detail-type": [{ "prefix": "match." }] }
            table: cat1
          cat2:
            pattern: { "detail-type": [{ "prefix": "ticket." }] }
            table: cat2
          numbers:
            pattern: { "detail-type": ["order"] }
            transform: { jsonata: '{ "n": $number(text) }' }
            table: numbers
          everything:
            pattern: { "source": [{ "exists": true }] }
            table: everything
        commit: { interval: 10s }
        """
            .replace("{bus}", bus)
            .replace("{key}", keySha256);
    FILES.put(bus, text);
    return text;
  }

  /** From now on it is the other way round. */
  static void swapTables(String bus) {
    FILES.computeIfPresent(
        bus,
        (name, text) ->
            text.replace("\"match.\"", "\"\0\"")
                .replace("\"ticket.\"", "\"match.\"")
                .replace("\"\0\"", "\"ticket.\""));
  }

  /** The definition as it is now. */
  static String of(String bus) {
    return FILES.get(bus);
  }
}
