// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.event.JsonProblem;

/**
 * Every way in which the gateway says no. The codes are stable: vendors' programs branch on them
 * and metrics count them, so one is never renamed or given another meaning.
 */
public enum ProblemCode {
  BAD_REQUEST("bad-request", 400, "The request is not valid HTTP"),
  EMPTY_BODY("empty-body", 400, "The body is empty"),
  MALFORMED_JSON("malformed-json", 400, "The body is not JSON"),
  INVALID_UTF_8("invalid-utf-8", 400, "The body is not UTF-8"),
  DUPLICATE_KEY("duplicate-key", 400, "A name is twice in one object"),
  TOO_DEEP("too-deep", 400, "The JSON nests too deep"),
  TOO_LONG("too-long", 400, "A number, string or name is too long"),
  UNPAIRED_SURROGATE("unpaired-surrogate", 400, "An escape is half of a surrogate pair"),
  NOT_AN_EVENT("not-an-event", 400, "The body holds something that is not an event"),
  MALFORMED_ENCODING("malformed-encoding", 400, "The body is not what its encoding says"),
  INVALID_IDEMPOTENCY_KEY("invalid-idempotency-key", 400, "The Idempotency-Key is not valid"),
  MISSING_CREDENTIALS("missing-credentials", 401, "The request has no API key"),
  INCOMPLETE_SIGNATURE("incomplete-signature", 401, "The signature lacks a part"),
  INVALID_SIGNATURE("invalid-signature", 401, "The signature is not the request's"),
  INVALID_CREDENTIALS("invalid-credentials", 401, "The API key is not valid"),
  EXPIRED_CREDENTIALS("expired-credentials", 401, "The API key has expired"),
  SOURCE_NOT_ALLOWED("source-not-allowed", 403, "The source is not the vendor's"),
  TYPE_NOT_ALLOWED("type-not-allowed", 403, "The type is not one that the vendor may send"),
  VENDOR_SUSPENDED("vendor-suspended", 403, "The vendor is suspended"),
  NOT_FOUND("not-found", 404, "There is nothing here"),
  UNKNOWN_OPERATION("unknown-operation", 404, "There is no such operation"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method is not for this path"),
  BODY_TIMEOUT("body-timeout", 408, "The body did not arrive in time"),
  BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
  EVENT_TOO_LARGE("event-too-large", 413, "The event is too large"),
  TOO_MANY_EVENTS("too-many-events", 413, "The call has too many events"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The content type is not understood"),
  UNSUPPORTED_ENCODING("unsupported-encoding", 415, "The content encoding is not understood"),
  INVALID_CALL("invalid-call", 422, "The call is not valid"),
  INVALID_EVENT("invalid-event", 422, "The event is not valid"),
  INVALID_PATTERN("invalid-pattern", 422, "The event pattern is not valid"),
  CONTRACT_VIOLATED("contract-violated", 422, "The detail violates the contract of its type"),
  MALFORMED_DETAIL("malformed-detail", 422, "The detail is not a JSON object that is taken"),
  RATE_LIMITED("rate-limited", 429, "The vendor sends too much in a second"),
  QUOTA_EXHAUSTED("quota-exhausted", 429, "The vendor has sent its events of this day"),
  TOO_MANY_REQUESTS("too-many-requests", 429, "The vendor has too many requests at one time"),
  HEADERS_TOO_LARGE("headers-too-large", 431, "The request's headers are too large"),
  INTERNAL("internal", 500, "The gateway failed"),
  OVERLOADED("overloaded", 503, "The gateway has too much to do"),
  LOG_UNAVAILABLE("log-unavailable", 503, "The log does not take events now"),
  OUTCOME_UNKNOWN("outcome-unknown", 503, "Whether the log has the event is not known"),
  STOPPING("stopping", 503, "The gateway is stopping");

  private final String code;
  private final int status;
  private final String title;

  ProblemCode(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  /** The stable code, in kebab case. */
  public String code() {
    return code;
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }

  /** What it means, in words that do not change from case to case. */
  public String title() {
    return title;
  }

  /** Whether the same call can succeed later. */
  public boolean isRetryable() {
    return status == 429 || status == 503;
  }

  static ProblemCode of(JsonProblem.Code code) {
    return switch (code) {
      case MALFORMED_JSON -> MALFORMED_JSON;
      case INVALID_UTF_8 -> INVALID_UTF_8;
      case DUPLICATE_KEY -> DUPLICATE_KEY;
      case TOO_DEEP -> TOO_DEEP;
      case TOO_LONG -> TOO_LONG;
      case UNPAIRED_SURROGATE -> UNPAIRED_SURROGATE;
      case NOT_AN_OBJECT -> NOT_AN_EVENT;
    };
  }
}
