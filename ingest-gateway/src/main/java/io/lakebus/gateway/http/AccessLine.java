// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lakebus.event.Rfc3339;
import io.lakebus.event.StrictJson;
import io.lakebus.event.TraceContext;
import io.lakebus.gateway.ingest.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * Writes the line of the access log for one request, a JSON object. Nothing of a body is in it, of
 * the headers only the request's id and the trace's, and of the address only the path. Whatever a
 * caller has put there is escaped: a line is printable ASCII.
 */
final class AccessLine {

  private static final int USUAL_BYTES = 384;

  /** The last character that is written as it is. */
  private static final int LAST_PRINTABLE = '~';

  private static final int MAX_METHOD_LENGTH = 32;
  private static final int MAX_PATH_LENGTH = 1_024;

  /** What the server calls the path of a request of which it could not read the first line. */
  private static final String NO_PATH = "/badMessage";

  /** The parameter that holds a key; in a path it is a caller's slip of the pen. */
  private static final String SECRET_PARAMETER = "access_token";

  private AccessLine() {}

  /**
   * The line, with the line feed that ends it.
   *
   * @param record what is known of the request
   * @param request the request
   * @param end when, and with what, it has ended
   */
  static byte[] of(RequestRecord record, Request request, End end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = StrictJson.factory().createGenerator(bytes)) {
      json.setHighestNonEscapedChar(LAST_PRINTABLE);
      json.writeStartObject();
      json.writeStringField("time", Rfc3339.formatMillis(end.time()));
      json.writeStringField("request_id", record.id().text());
      writeIfThere(json, "trace_id", record.trace().map(TraceContext::traceId));
      json.writeStringField("vendor", record.vendor());
      writeTarget(json, record, request);
      json.writeNumberField("status", end.status());
      writeIfThere(json, "problem", record.problem().map(ProblemCode::code));
      json.writeNumberField("bytes", end.bodyBytes());
      json.writeNumberField("accepted", record.accepted());
      json.writeNumberField("failed", record.failed());
      json.writeNumberField("ms", BigDecimal.valueOf(end.nanos() / 1_000, 3));
      json.writeStringField("remote", Request.getRemoteAddr(request));
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return bytes.toByteArray();
  }

  /** Where its first line could not be read, nothing is known of what the request is for. */
  private static void writeTarget(JsonGenerator json, RequestRecord record, Request request)
      throws IOException {
    String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
    boolean known = !path.equals(NO_PATH);
    if (known) {
      json.writeStringField("method", cut(request.getMethod(), MAX_METHOD_LENGTH));
    }
    json.writeStringField("route", record.route());
    if (known) {
      json.writeStringField("path", cut(withoutSecret(path), MAX_PATH_LENGTH));
      json.writeStringField(
          "protocol", request.getConnectionMetaData().getHttpVersion().asString());
    }
  }

  private static void writeIfThere(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }

  private static String withoutSecret(String path) {
    int parameter = path.toLowerCase(Locale.ROOT).indexOf(SECRET_PARAMETER);
    return parameter < 0 ? path : path.substring(0, parameter + SECRET_PARAMETER.length()) + "…";
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }

  /**
   * How a request has ended.
   *
   * @param time when
   * @param status the answer's status
   * @param bodyBytes how many bytes of its body were read, as they came
   * @param nanos how long it took from its headers on
   */
  record End(Instant time, int status, long bodyBytes, long nanos) {}
}
