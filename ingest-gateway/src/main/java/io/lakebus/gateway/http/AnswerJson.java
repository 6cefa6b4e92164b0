// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lakebus.event.StrictJson;
import io.lakebus.gateway.ingest.Outcome;
import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.ingest.Problem.FieldError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes answers as JSON: outcomes, and problems as RFC 9457 has them. */
final class AnswerJson {

  /** Prefix of the URIs that name the kinds of problems. */
  private static final String TYPE = "urn:lakebus:problem:";

  private static final int USUAL_BYTES = 256;

  private AnswerJson() {}

  /** {@code {"accepted": n, "events": [...]}}, one element an event in the body's order. */
  static byte[] outcomes(int accepted, List<Outcome> outcomes) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeNumberField("accepted", accepted);
          writeOutcomes(json, outcomes);
          json.writeEndObject();
        });
  }

  /**
   * A problem.
   *
   * @param problem the problem
   * @param requestId the request that met it
   * @param outcomes the outcomes of its events, where there are several
   */
  static byte[] problem(Problem problem, RequestId requestId, List<Outcome> outcomes) {
    return write(
        json -> {
          json.writeStartObject();
          writeMembers(json, problem);
          json.writeStringField("instance", requestId.uri());
          if (!outcomes.isEmpty()) {
            json.writeNumberField("accepted", 0);
            writeOutcomes(json, outcomes);
          }
          json.writeEndObject();
        });
  }

  private static void writeOutcomes(JsonGenerator json, List<Outcome> outcomes) throws IOException {
    json.writeArrayFieldStart("events");
    for (Outcome outcome : outcomes) {
      json.writeStartObject();
      switch (outcome) {
        case Outcome.Accepted accepted -> {
          json.writeStringField("id", accepted.id());
          json.writeStringField("status", "accepted");
        }
        case Outcome.Failed failed -> {
          if (failed.id().isPresent()) {
            json.writeStringField("id", failed.id().get());
          }
          json.writeStringField("status", "failed");
          json.writeObjectFieldStart("problem");
          writeMembers(json, failed.problem());
          json.writeEndObject();
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeMembers(JsonGenerator json, Problem problem) throws IOException {
    json.writeStringField("type", TYPE + problem.code().code());
    json.writeStringField("title", problem.code().title());
    json.writeNumberField("status", problem.code().status());
    json.writeStringField("code", problem.code().code());
    json.writeStringField("detail", problem.detail());
    if (problem.place().isPresent()) {
      json.writeNumberField("line", problem.place().get().line());
      json.writeNumberField("column", problem.place().get().column());
    }
    if (problem.delay().isPresent()) {
      json.writeArrayFieldStart("violated-policies");
      for (String policy : problem.delay().get().policies()) {
        json.writeString(policy);
      }
      json.writeEndArray();
    }
    if (!problem.errors().isEmpty()) {
      json.writeArrayFieldStart("errors");
      for (FieldError error : problem.errors()) {
        json.writeStartObject();
        json.writeStringField("detail", error.detail());
        if (!error.pointer().isEmpty()) {
          json.writeStringField("pointer", "#" + error.pointer());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static byte[] write(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = StrictJson.factory().createGenerator(bytes)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return bytes.toByteArray();
  }

  private interface Content {

    void write(JsonGenerator json) throws IOException;
  }
}
