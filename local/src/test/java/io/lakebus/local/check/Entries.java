// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lakebus.local.journal.JournalEntry;
import io.lakebus.local.journal.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Entries of journals, for tests. */
final class Entries {

  static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private Entries() {}

  /** An event that was sent and answered when the run began. */
  static JournalEntry entry(String id, Outcome outcome) {
    return entry(id, outcome, "sha of " + id, 1);
  }

  static JournalEntry entry(String id, Outcome outcome, String sha256, int attempts) {
    return new JournalEntry(
        Optional.of("demo"),
        1,
        id,
        id.contains("-") ? id.substring(0, id.indexOf('-')) : id,
        Optional.empty(),
        sha256,
        JsonNodeFactory.instance.objectNode(),
        START,
        Optional.of(START),
        attempts,
        outcome,
        202);
  }

  /**
   * An accepted event of one sender, by the seconds of the run at which it was sent and answered.
   */
  static JournalEntry timed(String id, long sequence, double sent, double answered) {
    return new JournalEntry(
        Optional.of("demo"),
        sequence,
        id,
        "score",
        Optional.empty(),
        "sha of " + id,
        JsonNodeFactory.instance.objectNode(),
        at(sent),
        Optional.of(at(answered)),
        1,
        Outcome.ACCEPTED,
        202);
  }

  /** An accepted event with this type and detail. */
  static JournalEntry of(String type, JsonNode detail) {
    return new JournalEntry(
        Optional.of("demo"),
        1,
        "e",
        type,
        Optional.empty(),
        "sha",
        detail,
        Instant.EPOCH,
        Optional.empty(),
        1,
        Outcome.ACCEPTED,
        202);
  }

  /** A moment of the run. */
  static Instant at(double seconds) {
    return START.plus(Duration.ofMillis((long) (seconds * 1000)));
  }
}
