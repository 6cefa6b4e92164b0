// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.lakebus.event.TraceContext;
import io.lakebus.gateway.ingest.ProblemCode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;

/**
 * What the access log and the metrics say of one request. It begins with the request and lives as
 * long; one thread at a time uses it.
 */
final class RequestRecord {

  /** The vendor of a request that is not authenticated. No vendor of a bus can be named so. */
  static final String NOBODY = "unknown";

  /** The route of every path that has none: what callers make up is not a label. */
  static final String NO_ROUTE = "other";

  private static final String ATTRIBUTE = "io.lakebus.request";

  private final RequestId id;
  private final Optional<TraceContext> trace;
  private String route = NO_ROUTE;
  private String vendor = NOBODY;
  private Optional<ProblemCode> refusal = Optional.empty();
  private Optional<ProblemCode> problem = Optional.empty();
  private int accepted;
  private int failed;
  private int bodyBytes;
  private Duration held = Duration.ZERO;
  private OptionalLong nanos = OptionalLong.empty();

  private RequestRecord(RequestId id, Optional<TraceContext> trace) {
    this.id = id;
    this.trace = trace;
  }

  /** Begins the record of a request that goes to a route, and names the request in its answer. */
  static Request begin(Request request, HttpFields.Mutable answer) {
    HttpFields headers = request.getHeaders();
    RequestRecord record =
        new RequestRecord(
            RequestId.of(headers.getValuesList(RequestId.HEADER)),
            TraceContext.parse(
                headers.getValuesList(TraceContext.PARENT),
                headers.getValuesList(TraceContext.STATE)));
    request.setAttribute(ATTRIBUTE, record);
    answer.put(RequestId.HEADER, record.id.text());
    return request;
  }

  /** The record of a request that has come to a route. */
  static RequestRecord of(Context context) {
    RequestRecord record = context.attribute(ATTRIBUTE);
    if (record == null) {
      throw new IllegalStateException("the request's record has not begun");
    }
    return record;
  }

  /** The record of a request; it begins here where the server itself refuses the request. */
  static RequestRecord of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof RequestRecord record) {
      return record;
    }
    RequestRecord record = new RequestRecord(RequestId.create(), Optional.empty());
    request.setAttribute(ATTRIBUTE, record);
    return record;
  }

  /** Names the request in answers and logs. */
  RequestId id() {
    return id;
  }

  /** The trace that the caller's request belongs to. */
  Optional<TraceContext> trace() {
    return trace;
  }

  /** The path of its route, as the route has it. */
  String route() {
    return route;
  }

  void routed(String path) {
    route = path;
  }

  String vendor() {
    return vendor;
  }

  void vendor(String name) {
    vendor = name;
  }

  /** Why the request is refused whole, if it is. */
  Optional<ProblemCode> refusal() {
    return refusal;
  }

  /** The request is refused whole, before any of its events has an outcome. */
  void refusedFor(ProblemCode code) {
    refusal = Optional.of(code);
    answeredWith(code);
  }

  /** The problem that the answer as a whole is about, if there is one. */
  Optional<ProblemCode> problem() {
    return problem;
  }

  void answeredWith(ProblemCode code) {
    problem = Optional.of(code);
  }

  /** How many of its events the log has. */
  int accepted() {
    return accepted;
  }

  /** How many of its events the log has not, or not surely. */
  int failed() {
    return failed;
  }

  /** Each event of its body has an outcome. */
  void taken(int acceptedEvents, int failedEvents) {
    accepted = acceptedEvents;
    failed = failedEvents;
  }

  /** How much of its body has been read, inflated: also of one that is refused on the way. */
  int bodyBytes() {
    return bodyBytes;
  }

  void bodyRead(int bytes) {
    bodyBytes = bytes;
  }

  /** For how long its answer has been held back. */
  Duration held() {
    return held;
  }

  void heldFor(Duration time) {
    held = time;
  }

  /** Its answer is written. */
  void answered(Request request) {
    nanos = OptionalLong.of(NanoTime.since(request.getHeadersNanoTime()));
  }

  /** From its headers to its answer, or to this moment where it never had one. */
  long nanos(Request request) {
    return nanos.orElseGet(() -> NanoTime.since(request.getHeadersNanoTime()));
  }
}
