// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes events of records.
 *
 * <p>A JSON record with {@code detail-type} and an object {@code detail} is an event object and
 * goes as it is. Any other record is a row: type, id and time are taken out of it, and the rest is
 * the detail.
 *
 * <p>A record without an id gets one that depends on its file, line and content: sending the same
 * file again makes the same ids.
 */
final class EventFactory {

  private static final String DETAIL = "detail";
  private static final String DETAIL_TYPE = "detail-type";

  private final EventShape shape;

  EventFactory(EventShape shape) {
    this.shape = shape;
  }

  /** What a record makes: an event, or why it cannot be one. */
  sealed interface Made {
    /** The record is this event. */
    record Ready(OutgoingEvent event) implements Made {}

    /** The record cannot be an event. */
    record Refused(Position position, String problem) implements Made {}
  }

  /**
   * Makes the event of a record; the record's content is not to be used afterwards.
   *
   * @param sequence its number in this run
   * @param pass which time the input is read, counted from 1; ids of later passes differ
   */
  Made make(InputRecord.Fields fields, long sequence, int pass) {
    ObjectNode content = fields.content();
    boolean eventObject = content.path(DETAIL).isObject() && content.path(DETAIL_TYPE).isTextual();
    ObjectNode attributes = eventObject ? content : JsonNodeFactory.instance.objectNode();
    ObjectNode detail = eventObject ? (ObjectNode) content.remove(DETAIL) : content;
    Optional<String> ownId = take(content, eventObject ? "id" : shape.idColumn());
    if (!eventObject) {
      Optional<String> type = shape.type().or(() -> take(content, shape.typeColumn()));
      if (type.isEmpty()) {
        return new Made.Refused(fields.position(), "no type: " + typeHint());
      }
      attributes.put(DETAIL_TYPE, type.get());
      take(content, shape.timeColumn()).ifPresent(time -> attributes.put("time", time));
    }
    shape.source().ifPresent(source -> attributes.put("source", source));
    byte[] detailJson = bytes(detail);
    attributes.put("id", id(ownId, fields.position(), detailJson, pass));
    return new Made.Ready(new OutgoingEvent(sequence, fields.position(), attributes, detailJson));
  }

  private String typeHint() {
    return "column '"
        + shape.typeColumn()
        + "' is empty or not there; --type-column names another, --type gives one type to all";
  }

  private String id(Optional<String> own, Position position, byte[] detail, int pass) {
    String id = own.orElseGet(() -> derivedId(position, detail));
    String ofRun = shape.run().map(run -> id + "-" + run).orElse(id);
    return pass == 1 ? ofRun : ofRun + "-" + pass;
  }

  private static String derivedId(Position position, byte[] detail) {
    String place = Path.of(position.file()).getFileName() + "\n" + position.line() + "\n";
    String content = new String(detail, StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes((place + content).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Optional<String> take(ObjectNode content, String column) {
    JsonNode value = content.get(column);
    if (value == null || value.isNull() || value.isContainerNode()) {
      return Optional.empty();
    }
    content.remove(column);
    return value.asText().isEmpty() ? Optional.empty() : Optional.of(value.asText());
  }

  private static byte[] bytes(ObjectNode detail) {
    try {
      return StrictJson.mapper().writeValueAsBytes(detail);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that was parsed cannot be written", e);
    }
  }
}
