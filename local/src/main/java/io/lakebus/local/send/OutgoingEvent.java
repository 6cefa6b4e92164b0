// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An event as it is sent.
 *
 * @param sequence its number in this run, counted from 1
 * @param position where its record is
 * @param attributes the event object without its {@code detail}; {@code id} and {@code detail-type}
 *     are in it
 * @param detail its detail, the JSON that is sent byte for byte
 */
public record OutgoingEvent(
    long sequence, Position position, ObjectNode attributes, byte[] detail) {

  /** Its id: the same in every attempt, so that a repeat is recognised. */
  public String id() {
    return attributes.path("id").asText();
  }

  /** Its type. */
  public String type() {
    return attributes.path("detail-type").asText();
  }

  /** The event object as it is sent. */
  byte[] json() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = StrictJson.mapper().createGenerator(out)) {
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      json.writeFieldName(attribute.getKey());
      json.writeTree(attribute.getValue());
    }
    json.writeFieldName("detail");
    json.writeRawValue(new String(detail, StandardCharsets.UTF_8));
    json.writeEndObject();
  }
}
