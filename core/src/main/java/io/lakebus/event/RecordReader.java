// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Collects one record's headers into an event. The first thing wrong decides; what follows it is
 * not looked at.
 */
final class RecordReader {

  private final Map<String, String> attributes = HashMap.newHashMap(12);
  private Optional<String> contentType = Optional.empty();
  private Optional<DeadLetter> problem = Optional.empty();

  void accept(EventHeader header) {
    if (problem.isPresent()) {
      return;
    }
    String name = header.name();
    if (name.startsWith(EventCodec.PREFIX)) {
      acceptAttribute(name.substring(EventCodec.PREFIX.length()), header);
    } else if (name.equalsIgnoreCase(EventCodec.CONTENT_TYPE)) {
      contentType = text(header);
    }
  }

  Decoded finish(byte[] value, Instant loggedAt) {
    if (problem.isEmpty()) {
      checkFormat(value);
    }
    Optional<Instant> receivedAt = time("receivedtime");
    Optional<Instant> time = time("time");
    List<String> resources = resources();
    String version = required("specversion");
    String id = required("id");
    String source = required("source");
    String type = required("type");
    if (!version.equals("1.0")) {
      reject("ce_specversion is '" + version + "', which is not 1.0");
    }
    if (problem.isPresent()) {
      return new Decoded.Rejected(problem.get());
    }
    Instant received = receivedAt.orElse(loggedAt);
    String vendor = attributes.getOrDefault("vendor", EventCodec.UNKNOWN_VENDOR);
    return new Decoded.Accepted(
        new Event(
            id,
            source,
            type,
            vendor,
            time.orElse(received),
            received,
            resources,
            extensions(),
            value));
  }

  private void acceptAttribute(String name, EventHeader header) {
    Optional<String> value = text(header);
    if (value.isPresent() && attributes.put(name, value.get()) != null) {
      reject("the header " + header.name() + " is there twice");
    }
  }

  private Optional<String> text(EventHeader header) {
    byte[] bytes = header.value();
    if (bytes == null) {
      reject("the header " + header.name() + " has no value");
      return Optional.empty();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') >= 0
        && !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
      reject("the header " + header.name() + " is not UTF-8");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private void checkFormat(byte[] value) {
    if (value == null) {
      reject(Reason.NOT_JSON, "the record has no value");
      return;
    }
    if (contentType.isEmpty()) {
      return;
    }
    String type = contentType.get();
    int parameters = type.indexOf(';');
    String media = (parameters < 0 ? type : type.substring(0, parameters)).strip();
    String lower = media.toLowerCase(Locale.ROOT);
    if (lower.startsWith("application/cloudevents")) {
      reject(
          Reason.NOT_JSON,
          "the record is in CloudEvents structured mode (" + media + "); binary mode is read");
    } else if (!lower.equals("application/json")
        && !lower.equals("text/json")
        && !lower.endsWith("+json")) {
      reject(Reason.NOT_JSON, "the content type is '" + type + "', which is not JSON");
    }
  }

  private String required(String attribute) {
    String value = attributes.get(attribute);
    if (value == null || value.isEmpty()) {
      reject("the header ce_" + attribute + (value == null ? " is missing" : " is empty"));
      return "";
    }
    return value;
  }

  private Optional<Instant> time(String attribute) {
    String text = attributes.get(attribute);
    if (text == null) {
      return Optional.empty();
    }
    Optional<Instant> time = Rfc3339.parse(text);
    if (time.isEmpty()) {
      reject("ce_" + attribute + " is '" + text + "', which is not an RFC 3339 time");
    }
    return time;
  }

  private List<String> resources() {
    String text = attributes.get("resources");
    if (text == null) {
      return List.of();
    }
    List<String> resources = new ArrayList<>();
    try {
      JsonNode array = StrictJson.mapper().readTree(text);
      if (array.isArray() && array.valueStream().allMatch(JsonNode::isTextual)) {
        array.forEach(resource -> resources.add(resource.textValue()));
        return List.copyOf(resources);
      }
    } catch (JsonProcessingException e) {
      // falls through to the one answer for text that is not such an array
    }
    reject("ce_resources is '" + text + "', which is not a JSON array of strings");
    return List.of();
  }

  private Map<String, String> extensions() {
    Map<String, String> extensions = new HashMap<>();
    attributes.forEach(
        (name, value) -> {
          if (EventCodec.isExtensionName(name)) {
            extensions.put(name, value);
          }
        });
    return extensions.isEmpty() ? Map.of() : Map.copyOf(extensions);
  }

  private void reject(String message) {
    reject(Reason.INVALID_ATTRIBUTES, message);
  }

  private void reject(Reason reason, String message) {
    if (problem.isEmpty()) {
      problem = Optional.of(DeadLetter.of(reason, message));
    }
  }
}
