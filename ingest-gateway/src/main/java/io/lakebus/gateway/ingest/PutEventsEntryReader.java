// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import com.fasterxml.jackson.core.JsonToken;
import io.lakebus.event.JsonProblem;
import io.lakebus.event.JsonValidator;
import io.lakebus.event.Rfc3339;
import io.lakebus.event.StrictJson;
import io.lakebus.gateway.ingest.Problem.FieldError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one entry of PutEvents. Finds every field that is wrong, not just the first. Reads one
 * object, then is used up.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html">
 *     PutEventsRequestEntry</a>
 */
final class PutEventsEntryReader {

  private static final List<String> REQUIRED = List.of("Source", "DetailType", "Detail");

  /** An answer stays small, however much is wrong. */
  private static final int MAX_ERRORS = 20;

  private static final String TRACE_HEADER = "traceheader";
  private static final int MAX_TRACE_HEADER_LENGTH = 500;

  private static final String DEFAULT_BUS = "default";

  /** What a time counts as, however it is written. */
  private static final int TIME_SIZE = 14;

  private final JsonSpan span;
  private final BodyForm.PutEvents form;
  private final int index;
  private final List<FieldError> errors = new ArrayList<>(0);
  private final Set<String> seen = new HashSet<>();
  private long size;
  private Optional<String> source = Optional.empty();
  private Optional<String> type = Optional.empty();
  private Optional<Instant> time = Optional.empty();
  private List<String> resources = List.of();
  private Map<String, String> extensions = Map.of();
  private Optional<byte[]> detail = Optional.empty();

  /**
   * @param span where to read; its current token is the object's first
   * @param form what the call is
   * @param index the entry's position in the call
   */
  PutEventsEntryReader(JsonSpan span, BodyForm.PutEvents form, int index) {
    this.span = span;
    this.form = form;
    this.index = index;
  }

  Entry read() throws IOException, BodyRefusedException {
    while (span.nextToken() != JsonToken.END_OBJECT) {
      String name = span.parser().currentName();
      if (span.nextToken() != JsonToken.VALUE_NULL) { // a member that is null is not set
        seen.add(name);
        readField(name);
      }
    }
    for (String name : REQUIRED) {
      if (!seen.contains(name)) {
        error("/" + name, name + " is missing");
      }
    }
    return errors.isEmpty()
        ? finish(detail.orElseThrow())
        : new Entry.Faulty(Problem.ofFields(errors));
  }

  /** The entry's size as AWS counts it. */
  long size() {
    return size;
  }

  private Entry finish(byte[] bytes) {
    if (bytes.length > StrictJson.MAX_EVENT_BYTES) {
      return new Entry.Faulty(EventSize.problem(bytes.length));
    }
    Optional<JsonProblem> malformed = JsonValidator.validateDetail(bytes, 0, bytes.length);
    if (malformed.isPresent()) {
      return new Entry.Faulty(malformedDetail(malformed.get()));
    }
    return new Entry.Valid(
        new Draft(
            form.callId().map(id -> id + "-" + index),
            source,
            type.orElseThrow(),
            time,
            resources,
            extensions,
            bytes));
  }

  private static Problem malformedDetail(JsonProblem problem) {
    return Problem.of(
        ProblemCode.MALFORMED_DETAIL,
        "Detail is not a JSON object that is taken: " + problem.messageAndPlace());
  }

  private void readField(String name) throws IOException, BodyRefusedException {
    switch (name) {
      case "Source" -> source = readName(name, Attribute.SOURCE);
      case "DetailType" -> type = readName(name, Attribute.DETAIL_TYPE);
      case "Time" -> readTime();
      case "Resources" -> {
        resources = new ResourcesReader(span, name, this::error).read();
        resources.forEach(this::count);
      }
      case "Detail" -> {
        detail = readString(name).map(text -> text.getBytes(StandardCharsets.UTF_8));
        detail.ifPresent(bytes -> size += bytes.length);
      }
      case "EventBusName" -> readString(name).ifPresent(this::checkBus);
      case "TraceHeader" -> readTraceHeader();
      default -> span.skipValue();
    }
  }

  private Optional<String> readName(String name, Attribute attribute)
      throws IOException, BodyRefusedException {
    Optional<String> text = readString(name);
    text.ifPresent(this::count);
    text.flatMap(value -> attribute.problem(value, name))
        .ifPresent(message -> error("/" + name, message));
    return text;
  }

  private Optional<String> readString(String name) throws IOException, BodyRefusedException {
    if (span.parser().currentToken() != JsonToken.VALUE_STRING) {
      error("/" + name, name + " is not a string");
      span.skipValue();
      return Optional.empty();
    }
    return Optional.of(span.text());
  }

  private void readTime() throws IOException, BodyRefusedException {
    size += TIME_SIZE;
    time =
        switch (span.parser().currentToken()) {
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> EpochSeconds.parse(span.text());
          case VALUE_STRING -> Rfc3339.parse(span.text());
          default -> Optional.empty();
        };
    span.skipValue();
    if (time.isEmpty()) {
      error("/Time", "Time is neither seconds since 1970 nor RFC 3339");
    }
  }

  /** Kept where it can be; the event does not fail for it. */
  private void readTraceHeader() throws IOException, BodyRefusedException {
    if (span.parser().currentToken() != JsonToken.VALUE_STRING) {
      span.skipValue();
      return;
    }
    String text = span.text();
    if (!text.isEmpty()
        && text.length() <= MAX_TRACE_HEADER_LENGTH
        && text.chars().noneMatch(Character::isISOControl)) {
      extensions = Map.of(TRACE_HEADER, text);
    }
  }

  /** The bus is named by its name, as the default one, or by an ARN that ends in either. */
  private void checkBus(String text) {
    String name = text.startsWith("arn:") ? text.substring(text.lastIndexOf('/') + 1) : text;
    if (!name.equals(form.bus()) && !name.equals(DEFAULT_BUS)) {
      error("/EventBusName", "EventBusName is neither '" + form.bus() + "' nor 'default'");
    }
  }

  private void count(String text) {
    size += text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void error(String place, String message) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new FieldError(message, "/Entries/" + index + place));
    }
  }
}
