// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import com.fasterxml.jackson.core.JsonToken;
import io.lakebus.event.Rfc3339;
import io.lakebus.event.StrictJson;
import io.lakebus.gateway.ingest.Problem.FieldError;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one event object: {@code {"id"?, "source"?, "detail-type", "time"?, "resources"?,
 * "detail"}} and nothing else. Finds every field that is wrong, not just the first. Reads one
 * object, then is used up.
 */
final class EventObjectReader {

  /** An answer stays small, however much is wrong. */
  private static final int MAX_ERRORS = 20;

  private static final int MAX_NAME_SHOWN = 64;

  private final JsonSpan span;
  private final String pointer;
  private final List<FieldError> errors = new ArrayList<>(0);
  private Optional<String> id = Optional.empty();
  private Optional<String> source = Optional.empty();
  private Optional<String> type = Optional.empty();
  private Optional<Instant> time = Optional.empty();
  private List<String> resources = List.of();
  private Optional<byte[]> detail = Optional.empty();
  private boolean typeSeen;
  private boolean detailSeen;

  /**
   * @param span where to read; its current token is the object's first
   * @param pointer the object's place in the document, as a JSON pointer
   */
  EventObjectReader(JsonSpan span, String pointer) {
    this.span = span;
    this.pointer = pointer;
  }

  Entry read() throws IOException, BodyRefusedException {
    int start = span.tokenStart();
    while (span.nextToken() != JsonToken.END_OBJECT) {
      String name = span.parser().currentName();
      span.nextToken();
      readField(name);
    }
    int size = span.position() - start;
    if (size > StrictJson.MAX_EVENT_BYTES) {
      return new Entry.Faulty(EventSize.problem(size));
    }
    if (!typeSeen) {
      error("/detail-type", "detail-type is missing");
    }
    if (!detailSeen) {
      error("/detail", "detail is missing");
    }
    if (!errors.isEmpty()) {
      return new Entry.Faulty(Problem.ofFields(errors));
    }
    return new Entry.Valid(
        new Draft(
            id,
            source,
            type.orElseThrow(),
            time,
            resources,
            Map.of(),
            detail.orElseThrow(),
            Optional.of(pointer + "/detail")));
  }

  private void readField(String name) throws IOException, BodyRefusedException {
    switch (name) {
      case "id" -> id = readName(Attribute.ID);
      case "source" -> source = readName(Attribute.SOURCE);
      case "detail-type" -> {
        typeSeen = true;
        type = readName(Attribute.DETAIL_TYPE);
      }
      case "time" -> time = readTime();
      case "resources" -> resources = new ResourcesReader(span, "resources", this::error).read();
      case "detail" -> {
        detailSeen = true;
        detail = readDetail();
      }
      default -> {
        error(
            "/" + escape(abbreviate(name)),
            "'"
                + abbreviate(name)
                + "' is not a field of an event; what is the vendor's own goes into detail");
        span.skipValue();
      }
    }
  }

  private Optional<String> readName(Attribute attribute) throws IOException, BodyRefusedException {
    Optional<String> text = readString(attribute.fieldName());
    Optional<String> problem = text.flatMap(attribute::problem);
    problem.ifPresent(message -> error("/" + attribute.fieldName(), message));
    return problem.isPresent() ? Optional.empty() : text;
  }

  private Optional<Instant> readTime() throws IOException, BodyRefusedException {
    Optional<String> text = readString("time");
    Optional<Instant> parsed = text.flatMap(Rfc3339::parse);
    if (text.isPresent() && parsed.isEmpty()) {
      error("/time", "time is not an RFC 3339 time such as 2026-11-23T08:00:00Z");
    }
    return parsed;
  }

  private Optional<String> readString(String field) throws IOException, BodyRefusedException {
    if (span.parser().currentToken() != JsonToken.VALUE_STRING) {
      error("/" + field, field + " is not a string");
      span.skipValue();
      return Optional.empty();
    }
    return Optional.of(span.text());
  }

  private Optional<byte[]> readDetail() throws IOException, BodyRefusedException {
    if (span.parser().currentToken() != JsonToken.START_OBJECT) {
      error("/detail", "detail is not a JSON object");
      span.skipValue();
      return Optional.empty();
    }
    return Optional.of(span.readDetail());
  }

  private void error(String field, String message) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new FieldError(message, pointer + field));
    }
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** A name of the vendor's making, short enough to be repeated to them. */
  private static String abbreviate(String name) {
    return name.length() <= MAX_NAME_SHOWN ? name : name.substring(0, MAX_NAME_SHOWN) + "…";
  }
}
