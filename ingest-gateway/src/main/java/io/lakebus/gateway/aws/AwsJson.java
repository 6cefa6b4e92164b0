// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lakebus.event.StrictJson;
import io.lakebus.gateway.ingest.Answer;
import io.lakebus.gateway.ingest.Outcome;
import io.lakebus.gateway.ingest.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes answers as AWS's JSON protocol has them. */
final class AwsJson {

  private static final int USUAL_BYTES = 256;

  private AwsJson() {}

  /** {@code {"__type": ..., "message": ...}}. */
  static byte[] error(String type, String message) {
    return write(
        json -> {
          json.writeStringField("__type", type);
          json.writeStringField("message", message);
        });
  }

  /** TestEventPattern's. */
  static byte[] result(boolean matches) {
    return write(json -> json.writeBooleanField("Result", matches));
  }

  /** PutEvents': one element an entry, in the call's order. */
  static byte[] entries(Answer.Outcomes answer) {
    Names names = new Names("Entries", "EventId", problem -> ErrorCode.ofEntry(problem.code()));
    return write(
        json -> {
          json.writeNumberField("FailedEntryCount", answer.outcomes().size() - answer.accepted());
          writeOutcomes(json, answer, names);
        });
  }

  /** PutRecord's. */
  static byte[] record(Outcome.Accepted accepted) {
    return write(
        json -> {
          json.writeStringField("RecordId", accepted.id());
          json.writeBooleanField("Encrypted", false);
        });
  }

  /** PutRecordBatch's: one element a record, in the call's order. */
  static byte[] records(Answer.Outcomes answer) {
    Names names =
        new Names("RequestResponses", "RecordId", problem -> ErrorCode.of(problem.code()).type());
    return write(
        json -> {
          json.writeNumberField("FailedPutCount", answer.outcomes().size() - answer.accepted());
          json.writeBooleanField("Encrypted", false);
          writeOutcomes(json, answer, names);
        });
  }

  /** All that a problem says, in one text. */
  static String message(Problem problem) {
    String message =
        problem.errors().isEmpty()
            ? problem.detail()
            : problem.errors().stream()
                .map(Problem.FieldError::detail)
                .collect(Collectors.joining("; "));
    return problem
        .place()
        .map(place -> message + " (line " + place.line() + ", column " + place.column() + ")")
        .orElse(message);
  }

  /** What the elements of an answer are called. */
  private record Names(String array, String id, Function<Problem, String> code) {}

  private static void writeOutcomes(JsonGenerator json, Answer.Outcomes answer, Names names)
      throws IOException {
    json.writeArrayFieldStart(names.array());
    for (Outcome outcome : answer.outcomes()) {
      json.writeStartObject();
      switch (outcome) {
        case Outcome.Accepted accepted -> json.writeStringField(names.id(), accepted.id());
        case Outcome.Failed failed -> {
          json.writeStringField("ErrorCode", names.code().apply(failed.problem()));
          json.writeStringField("ErrorMessage", message(failed.problem()));
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static byte[] write(Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = StrictJson.factory().createGenerator(bytes)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return bytes.toByteArray();
  }

  private interface Members {

    void write(JsonGenerator json) throws IOException;
  }
}
