// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.Event;
import io.lakebus.event.Rfc3339;
import io.lakebus.event.StrictJson;
import io.lakebus.local.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one event for a test: an event object as vendors post it, or an EventBridge envelope. What
 * is not given has the gateway's defaults.
 */
final class EventFile {

  static final String STANDARD_INPUT = "-";

  private static final String DEFAULT_ID = "00000000-0000-0000-0000-000000000000";

  private static final Set<String> EVENT_OBJECT =
      Set.of("id", "source", "detail-type", "time", "resources", "detail");

  /** What an EventBridge envelope has besides. */
  private static final Set<String> ENVELOPE = Set.of("version", "account", "region");

  private EventFile() {}

  /**
   * Reads an event.
   *
   * @param file the file; {@code -} is standard input
   * @param vendor who sends it
   * @param now when it is received
   * @throws CommandFailure if it is not one
   */
  static Event read(String file, String vendor, Instant now) {
    byte[] bytes = bytes(file);
    try {
      JsonNode json = StrictJson.mapper().readTree(bytes);
      if (json instanceof ObjectNode object) {
        return event(file, object, vendor, now);
      }
      throw new CommandFailure(file + ": not a JSON object");
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          file
              + ":"
              + StrictJson.where(e).getLineNr()
              + ":"
              + StrictJson.where(e).getColumnNr()
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new CommandFailure(file + ": " + e.getMessage(), e);
    }
  }

  private static Event event(String file, ObjectNode json, String vendor, Instant now)
      throws IOException {
    List<String> problems = new ArrayList<>();
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!EVENT_OBJECT.contains(field) && !ENVELOPE.contains(field)) {
                problems.add("unknown field '" + field + "'");
              }
            });
    if (!json.path("detail-type").isTextual()) {
      problems.add("no detail-type, a string");
    }
    if (!json.path("detail").isObject()) {
      problems.add("no detail, an object");
    }
    Optional<Instant> time =
        json.has("time") ? Rfc3339.parse(json.get("time").asText()) : Optional.of(now);
    if (time.isEmpty()) {
      problems.add("time is not RFC 3339: " + json.get("time"));
    }
    if (!problems.isEmpty()) {
      throw new CommandFailure(file + ": " + String.join("; ", problems));
    }
    List<String> resources = new ArrayList<>();
    json.path("resources").forEach(resource -> resources.add(resource.asText()));
    return new Event(
        json.path("id").asText(DEFAULT_ID),
        json.path("source").asText(vendor),
        json.get("detail-type").asText(),
        vendor,
        time.get(),
        now,
        resources,
        Map.of(),
        StrictJson.mapper().writeValueAsBytes(json.get("detail")));
  }

  private static byte[] bytes(String file) {
    try {
      return file.equals(STANDARD_INPUT)
          ? System.in.readAllBytes()
          : Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new CommandFailure(file + " is not there", e);
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
