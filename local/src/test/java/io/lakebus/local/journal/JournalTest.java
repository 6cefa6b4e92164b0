// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.journal;

import io.lakebus.event.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class JournalTest {

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    JournalEntry entry =
        new JournalEntry(
            Optional.of("demo"),
            7,
            "e-7",
            "match.score",
            Optional.of("demo.x"),
            "ab",
            StrictJson.mapper().readTree("{\"price\":1.50}"),
            Instant.parse("2026-11-23T10:00:00Z"),
            Optional.of(Instant.parse("2026-11-23T10:00:00.123456Z")),
            3,
            Outcome.UNKNOWN,
            503);
    try (JournalWriter writer = new JournalWriter(file())) {
      writer.write(entry);
      writer.write(entry);
    }
    assertThat(read()).containsExactly(entry, entry);
  }

  @Test
  void aJournalOfAnEarlierVersionIsRead() throws IOException {
    Files.writeString(
        file(),
        "{\"sequence\":1,\"id\":\"e\",\"type\":\"t\",\"detail_sha256\":\"ab\","
            + "\"sent_at\":\"2026-11-23T10:00:00Z\",\"attempts\":1,\"outcome\":\"accepted\","
            + "\"status\":202,\"detail\":{}}\n");
    assertThat(read())
        .containsExactly(
            new JournalEntry(
                Optional.empty(),
                1,
                "e",
                "t",
                Optional.empty(),
                "ab",
                StrictJson.mapper().readTree("{}"),
                Instant.parse("2026-11-23T10:00:00Z"),
                Optional.empty(),
                1,
                Outcome.ACCEPTED,
                202));
  }

  @Test
  void aLineThatIsNoEntryIsNamed() throws IOException {
    Files.writeString(file(), "{\"sequence\":1}\n");
    assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining(":1: ");
  }

  private List<JournalEntry> read() throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    JournalReader.forEach(file(), entries::add);
    return entries;
  }

  private Path file() {
    return folder.resolve("journal.ndjson");
  }
}
