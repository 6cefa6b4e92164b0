// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lakebus.event.StrictJson;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a journal. Not thread-safe. */
public final class JournalWriter implements Closeable {

  private final BufferedWriter out;

  /** Begins a new journal; one that is there is replaced. */
  public JournalWriter(Path file) throws IOException {
    this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  public void write(JournalEntry entry) throws IOException {
    StringWriter line = new StringWriter(512);
    try (JsonGenerator json = StrictJson.mapper().createGenerator(line)) {
      json.writeStartObject();
      if (entry.vendor().isPresent()) {
        json.writeStringField("vendor", entry.vendor().get());
      }
      json.writeNumberField("sequence", entry.sequence());
      json.writeStringField("id", entry.id());
      json.writeStringField("type", entry.type());
      if (entry.source().isPresent()) {
        json.writeStringField("source", entry.source().get());
      }
      json.writeStringField("detail_sha256", entry.detailSha256());
      json.writeStringField("sent_at", entry.sentAt().toString());
      if (entry.answeredAt().isPresent()) {
        json.writeStringField("answered_at", entry.answeredAt().get().toString());
      }
      json.writeNumberField("attempts", entry.attempts());
      json.writeStringField("outcome", entry.outcome().label());
      json.writeNumberField("status", entry.status());
      json.writeFieldName("detail");
      json.writeTree(entry.detail());
      json.writeEndObject();
    }
    out.write(line.append('\n').toString());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
