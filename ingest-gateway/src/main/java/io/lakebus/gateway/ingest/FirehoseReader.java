// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import com.fasterxml.jackson.core.JsonToken;
import io.lakebus.event.JsonProblem;
import io.lakebus.event.JsonValidator;
import io.lakebus.gateway.ingest.Problem.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the bodies of Firehose's PutRecord and PutRecordBatch. The delivery stream's name is the
 * type of the events; the data of a record, base64, are the detail of one: a JSON object. A record
 * that is wrong fails alone. Reads one body, then is used up.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html">PutRecordBatch</a>
 */
final class FirehoseReader {

  private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
  private static final int MAX_RECORDS = 500;
  private static final int MAX_RECORD_SIZE = 1_000 << 10;
  private static final long MAX_SIZE = 4 << 20;

  private final Optional<String> callId;
  private final List<Parsed> records = new ArrayList<>();
  private Optional<String> stream = Optional.empty();
  private long size;

  FirehoseReader(Optional<String> callId) {
    this.callId = callId;
  }

  /** {@code {"DeliveryStreamName": ..., "Record": {"Data": ...}}}. */
  List<Entry> readRecord(byte[] body) throws IOException, BodyRefusedException {
    return read(body, "Record", span -> readRecord(span, "/Record"));
  }

  /** {@code {"DeliveryStreamName": ..., "Records": [{"Data": ...}, ...]}}. */
  List<Entry> readBatch(byte[] body) throws IOException, BodyRefusedException {
    return read(body, "Records", this::readRecords);
  }

  private List<Entry> read(byte[] body, String member, Content content)
      throws IOException, BodyRefusedException {
    try (JsonSpan span = JsonSpan.withLongStrings(body)) {
      span.expect(JsonToken.START_OBJECT, "the body is not a JSON object");
      while (span.nextToken() != JsonToken.END_OBJECT) {
        String name = span.parser().currentName();
        JsonToken value = span.nextToken();
        if (name.equals(member) && value != JsonToken.VALUE_NULL) {
          content.read(span);
        } else if (name.equals("DeliveryStreamName") && value == JsonToken.VALUE_STRING) {
          stream = Optional.of(span.text());
        } else {
          span.skipValue();
        }
      }
      span.expectEnd();
    }
    if (records.isEmpty()) {
      throw invalid(member + " has no record");
    }
    if (size > MAX_SIZE) {
      throw new BodyRefusedException(
          Problem.of(
              ProblemCode.BODY_TOO_LARGE,
              "the records have " + size + " bytes in all; " + MAX_SIZE + " is the most"));
    }
    return entries(type());
  }

  private void readRecords(JsonSpan span) throws IOException, BodyRefusedException {
    if (span.parser().currentToken() != JsonToken.START_ARRAY) {
      throw span.refusedHere(ProblemCode.NOT_AN_EVENT, "Records is not an array");
    }
    while (span.nextToken() != JsonToken.END_ARRAY) {
      if (records.size() == MAX_RECORDS) {
        throw new BodyRefusedException(
            Problem.of(
                ProblemCode.TOO_MANY_EVENTS,
                "Records has more than " + MAX_RECORDS + " elements, which is the most"));
      }
      readRecord(span, "/Records/" + records.size());
    }
  }

  private void readRecord(JsonSpan span, String pointer) throws IOException, BodyRefusedException {
    if (span.parser().currentToken() != JsonToken.START_OBJECT) {
      records.add(faulty("the record is not a JSON object", pointer));
      span.skipValue();
      return;
    }
    Parsed record = faulty("Data is missing", pointer + "/Data");
    while (span.nextToken() != JsonToken.END_OBJECT) {
      String name = span.parser().currentName();
      JsonToken value = span.nextToken();
      if (name.equals("Data") && value == JsonToken.VALUE_STRING) {
        record = data(span.text(), pointer + "/Data");
      } else if (name.equals("Data") && value != JsonToken.VALUE_NULL) {
        record = faulty("Data is not a string", pointer + "/Data");
        span.skipValue();
      } else {
        span.skipValue();
      }
    }
    records.add(record);
  }

  private Parsed data(String base64, String pointer) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return faulty("Data is not base64: " + e.getMessage(), pointer);
    }
    size += bytes.length;
    if (bytes.length > MAX_RECORD_SIZE) {
      return new Parsed.Faulty(
          Problem.of(
              ProblemCode.EVENT_TOO_LARGE,
              "the record has " + bytes.length + " bytes; " + MAX_RECORD_SIZE + " is the most"));
    }
    Optional<JsonProblem> problem = JsonValidator.validateDetail(bytes, 0, bytes.length);
    return problem.isPresent()
        ? new Parsed.Faulty(malformed(problem.get()))
        : new Parsed.Data(bytes);
  }

  private static Problem malformed(JsonProblem problem) {
    return Problem.of(
        ProblemCode.MALFORMED_DETAIL,
        "Data is not one JSON object that is taken: " + problem.messageAndPlace());
  }

  private static Parsed faulty(String message, String pointer) {
    return new Parsed.Faulty(Problem.ofFields(List.of(new FieldError(message, pointer))));
  }

  private String type() throws BodyRefusedException {
    String name = stream.orElseThrow(() -> invalid("DeliveryStreamName is missing"));
    if (!STREAM_NAME.matcher(name).matches()) {
      throw invalid("DeliveryStreamName has not 1 to 64 letters, digits, '_', '.' and '-' only");
    }
    return name;
  }

  private List<Entry> entries(String type) {
    List<Entry> entries = new ArrayList<>(records.size());
    for (Parsed record : records) {
      entries.add(
          switch (record) {
            case Parsed.Faulty faulty -> new Entry.Faulty(faulty.problem());
            case Parsed.Data data -> new Entry.Valid(draft(entries.size(), type, data.bytes()));
          });
    }
    return entries;
  }

  private Draft draft(int index, String type, byte[] detail) {
    return new Draft(
        callId.map(id -> id + "-" + index),
        Optional.empty(),
        type,
        Optional.empty(),
        List.of(),
        Map.of(),
        detail);
  }

  private static BodyRefusedException invalid(String message) {
    return new BodyRefusedException(Problem.of(ProblemCode.INVALID_CALL, message));
  }

  /** One record, as far as it is known before the stream's name is. */
  private sealed interface Parsed {

    record Data(byte[] bytes) implements Parsed {}

    record Faulty(Problem problem) implements Parsed {}
  }

  /** Reads what holds the records; its first token is the span's current one. */
  private interface Content {

    void read(JsonSpan span) throws IOException, BodyRefusedException;
  }
}
