// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import com.fasterxml.jackson.core.JsonToken;
import io.lakebus.event.JsonProblem;
import io.lakebus.event.JsonValidator;
import io.lakebus.event.StrictJson;
import io.lakebus.gateway.ingest.CloudEventAttributes.Naming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a body into events. The bytes are checked as text once and parsed once, as a stream; a
 * detail is cut out of the body as it stands there. A body that is not well-formed to its last byte
 * is refused whole, so nothing of it goes on.
 */
final class BodyReader {

  private final int maxEvents;

  /**
   * @param maxEvents how many events a body may hold
   */
  BodyReader(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  Body read(byte[] body, BodyForm form) {
    Optional<JsonProblem> text = JsonValidator.checkText(body, 0, body.length);
    if (text.isPresent()) {
      JsonProblem problem = text.get();
      return new Body.Refused(
          Problem.at(
              ProblemCode.of(problem.code()),
              problem.message(),
              new Problem.Place(problem.line(), problem.column())));
    }
    try {
      List<Entry> entries =
          switch (form) {
            case BodyForm.Json json -> readJson(body, BodyReader::readEvent);
            case BodyForm.Ndjson ndjson -> readLines(body);
            case BodyForm.CloudEvent event -> readCloudEvent(body);
            case BodyForm.CloudEventBatch batch -> readCloudEvents(body);
            case BodyForm.CloudEventData data -> List.of(readData(body, data));
            case BodyForm.Details details ->
                readJson(body, (span, pointer) -> readDetail(span, details.type(), pointer));
            case BodyForm.Webhook webhook -> List.of(new WebhookReader(webhook).read(body));
            case BodyForm.PutEvents putEvents -> new PutEventsReader(putEvents).read(body);
            case BodyForm.PutRecord putRecord ->
                new FirehoseReader(putRecord.callId()).readRecord(body);
            case BodyForm.PutRecordBatch batch ->
                new FirehoseReader(batch.callId()).readBatch(body);
          };
      return new Body.Events(entries);
    } catch (BodyRefusedException e) {
      return new Body.Refused(e.problem());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail to be read
    }
  }

  private List<Entry> readJson(byte[] body, ElementReader elements)
      throws IOException, BodyRefusedException {
    try (JsonSpan span = new JsonSpan(body, 0, body.length, 1)) {
      JsonToken first = span.nextToken();
      if (first == null) {
        throw new BodyRefusedException(empty());
      }
      List<Entry> entries =
          switch (first) {
            case START_OBJECT -> List.of(elements.read(span, ""));
            case START_ARRAY -> readFilledArray(span, elements);
            default ->
                throw span.refusedHere(
                    ProblemCode.NOT_AN_EVENT, "the body is neither a JSON object nor an array");
          };
      span.expectEnd();
      return entries;
    }
  }

  private List<Entry> readFilledArray(JsonSpan span, ElementReader elements)
      throws IOException, BodyRefusedException {
    List<Entry> entries = readArray(span, elements);
    if (entries.isEmpty()) {
      throw new BodyRefusedException(
          Problem.of(ProblemCode.EMPTY_BODY, "the array in the body has no event"));
    }
    return entries;
  }

  private List<Entry> readCloudEvent(byte[] body) throws IOException, BodyRefusedException {
    try (JsonSpan span = new JsonSpan(body, 0, body.length, 1)) {
      span.expect(JsonToken.START_OBJECT, "the body is not a JSON object");
      Entry entry = new CloudEventReader(span, "").read();
      span.expectEnd();
      return List.of(entry);
    }
  }

  /** An empty batch is one, too. */
  private List<Entry> readCloudEvents(byte[] body) throws IOException, BodyRefusedException {
    try (JsonSpan span = new JsonSpan(body, 0, body.length, 1)) {
      span.expect(JsonToken.START_ARRAY, "the body is not a JSON array");
      List<Entry> entries =
          readArray(span, (element, pointer) -> new CloudEventReader(element, pointer).read());
      span.expectEnd();
      return entries;
    }
  }

  private static Entry readData(byte[] body, BodyForm.CloudEventData form)
      throws IOException, BodyRefusedException {
    CloudEventAttributes attributes = new CloudEventAttributes(Naming.headers());
    form.attributes().forEach(attributes::put);
    if (body.length == 0) {
      return attributes.finish(CloudEventReader.noData(), Optional.of(""));
    }
    try (JsonSpan span = new JsonSpan(body, 0, body.length, 1)) {
      span.expect(JsonToken.START_OBJECT, "the body is not a JSON object");
      byte[] detail = span.readDetail();
      span.expectEnd();
      return detail.length > StrictJson.MAX_EVENT_BYTES
          ? new Entry.Faulty(EventSize.problem(detail.length))
          : attributes.finish(detail, Optional.of(""));
    }
  }

  private List<Entry> readArray(JsonSpan span, ElementReader elements)
      throws IOException, BodyRefusedException {
    List<Entry> entries = new ArrayList<>();
    while (span.nextToken() != JsonToken.END_ARRAY) {
      checkCount(entries.size() + 1);
      String pointer = "/" + entries.size();
      if (span.parser().currentToken() == JsonToken.START_OBJECT) {
        entries.add(elements.read(span, pointer));
      } else {
        entries.add(
            new Entry.Faulty(
                Problem.ofFields(
                    List.of(new Problem.FieldError("the element is not a JSON object", pointer)))));
        span.skipValue();
      }
    }
    return entries;
  }

  private List<Entry> readLines(byte[] body) throws IOException, BodyRefusedException {
    List<Entry> entries = new ArrayList<>();
    int line = 1;
    int start = 0;
    while (start < body.length) {
      int end = lineEnd(body, start);
      try (JsonSpan span = new JsonSpan(body, start, end, line)) {
        JsonToken first = span.nextToken();
        if (first != null) { // a blank line is none
          checkCount(entries.size() + 1);
          entries.add(readLine(span, first));
        }
      }
      start = end + 1;
      line++;
    }
    if (entries.isEmpty()) {
      throw new BodyRefusedException(empty());
    }
    return entries;
  }

  private static Entry readLine(JsonSpan span, JsonToken first)
      throws IOException, BodyRefusedException {
    if (first != JsonToken.START_OBJECT) {
      throw span.refusedHere(ProblemCode.NOT_AN_EVENT, "the line is not a JSON object");
    }
    Entry entry = readEvent(span, "");
    span.expectEnd();
    return entry;
  }

  private static Entry readEvent(JsonSpan span, String pointer)
      throws IOException, BodyRefusedException {
    return new EventObjectReader(span, pointer).read();
  }

  private static Entry readDetail(JsonSpan span, String type, String pointer)
      throws IOException, BodyRefusedException {
    byte[] detail = span.readDetail();
    if (detail.length > StrictJson.MAX_EVENT_BYTES) {
      return new Entry.Faulty(EventSize.problem(detail.length));
    }
    return new Entry.Valid(
        new Draft(
            Optional.empty(),
            Optional.empty(),
            type,
            Optional.empty(),
            List.of(),
            Map.of(),
            detail,
            Optional.of(pointer)));
  }

  private void checkCount(int count) throws BodyRefusedException {
    if (count > maxEvents) {
      throw new BodyRefusedException(
          Problem.of(
              ProblemCode.TOO_MANY_EVENTS,
              "the call has more than " + maxEvents + " events, which is the most"));
    }
  }

  private static Problem empty() {
    return Problem.of(ProblemCode.EMPTY_BODY, "the body has no event");
  }

  private static int lineEnd(byte[] body, int start) {
    int end = start;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return end;
  }

  /** Reads the object whose first token is the span's current one. */
  private interface ElementReader {

    Entry read(JsonSpan span, String pointer) throws IOException, BodyRefusedException;
  }
}
