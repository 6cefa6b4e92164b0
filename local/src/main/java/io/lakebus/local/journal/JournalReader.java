// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lakebus.event.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a journal. */
public final class JournalReader {

  private JournalReader() {}

  /**
   * Gives every entry to {@code each}, in the file's order.
   *
   * @throws IOException if the file cannot be read, or a line of it is not an entry: the message
   *     names file and line
   */
  public static void forEach(Path file, Consumer<JournalEntry> each) throws IOException {
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        each.accept(entry(line));
      }
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeParseException e) {
      throw new IOException(
          file + ":" + number + ": not a line of a journal: " + e.getMessage(), e);
    }
  }

  private static JournalEntry entry(String line) throws JsonProcessingException {
    JsonNode json = StrictJson.mapper().readTree(line);
    return new JournalEntry(
        Optional.ofNullable(json.get("vendor")).map(JsonNode::asText),
        required(json, "sequence").asLong(),
        required(json, "id").asText(),
        required(json, "type").asText(),
        Optional.ofNullable(json.get("source")).map(JsonNode::asText),
        required(json, "detail_sha256").asText(),
        required(json, "detail"),
        Instant.parse(required(json, "sent_at").asText()),
        Optional.ofNullable(json.get("answered_at")).map(JsonNode::asText).map(Instant::parse),
        required(json, "attempts").asInt(),
        Outcome.valueOf(required(json, "outcome").asText().toUpperCase(Locale.ROOT)),
        required(json, "status").asInt());
  }

  private static JsonNode required(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null) {
      throw new IllegalArgumentException("no " + field);
    }
    return value;
  }
}
