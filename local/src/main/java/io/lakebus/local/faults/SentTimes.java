// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When events were sent. */
final class SentTimes {

  private SentTimes() {}

  /** The times at which these events were first sent, by their ids. */
  static Map<String, Instant> of(List<Path> journals, Set<String> events) throws IOException {
    Map<String, Instant> times = new HashMap<>();
    for (Path journal : journals) {
      JournalReader.forEach(
          journal,
          entry -> {
            if (events.contains(entry.id())) {
              times.put(entry.id(), entry.sentAt());
            }
          });
    }
    return times;
  }
}
