// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import com.fasterxml.jackson.core.JsonToken;
import io.lakebus.gateway.ingest.Problem.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of EventBridge's PutEvents: {@code {"Entries": [...]}}. Members that nobody knows
 * are left alone, as AWS leaves them. An entry that is wrong fails alone; the body is refused whole
 * if it is not JSON, or beyond the limits of a call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
final class PutEventsReader {

  private static final int MAX_ENTRIES = 10;

  /** 1 MiB, by AWS's way of counting. */
  private static final long MAX_SIZE = 1 << 20;

  private final BodyForm.PutEvents form;

  PutEventsReader(BodyForm.PutEvents form) {
    this.form = form;
  }

  List<Entry> read(byte[] body) throws IOException, BodyRefusedException {
    List<Entry> entries = List.of();
    try (JsonSpan span = JsonSpan.withLongStrings(body)) {
      span.expect(JsonToken.START_OBJECT, "the body is not a JSON object");
      while (span.nextToken() != JsonToken.END_OBJECT) {
        String name = span.parser().currentName();
        JsonToken value = span.nextToken();
        if (name.equals("Entries") && value != JsonToken.VALUE_NULL) {
          entries = readEntries(span);
        } else {
          span.skipValue();
        }
      }
      span.expectEnd();
    }
    if (entries.isEmpty()) {
      throw new BodyRefusedException(
          Problem.of(ProblemCode.INVALID_CALL, "Entries has no element; it has 1 to 10"));
    }
    return entries;
  }

  private List<Entry> readEntries(JsonSpan span) throws IOException, BodyRefusedException {
    if (span.parser().currentToken() != JsonToken.START_ARRAY) {
      throw span.refusedHere(ProblemCode.NOT_AN_EVENT, "Entries is not an array");
    }
    List<Entry> entries = new ArrayList<>();
    long size = 0;
    while (span.nextToken() != JsonToken.END_ARRAY) {
      if (entries.size() == MAX_ENTRIES) {
        throw new BodyRefusedException(
            Problem.of(
                ProblemCode.TOO_MANY_EVENTS,
                "Entries has more than " + MAX_ENTRIES + " elements, which is the most"));
      }
      if (span.parser().currentToken() == JsonToken.START_OBJECT) {
        PutEventsEntryReader reader = new PutEventsEntryReader(span, form, entries.size());
        entries.add(reader.read());
        size += reader.size();
      } else {
        entries.add(notAnObject(entries.size()));
        span.skipValue();
      }
    }
    if (size > MAX_SIZE) {
      throw new BodyRefusedException(
          Problem.of(
              ProblemCode.BODY_TOO_LARGE,
              "the entries have " + size + " bytes in all; " + MAX_SIZE + " is the most"));
    }
    return entries;
  }

  private static Entry notAnObject(int index) {
    return new Entry.Faulty(
        Problem.ofFields(
            List.of(new FieldError("the entry is not a JSON object", "/Entries/" + index))));
  }
}
