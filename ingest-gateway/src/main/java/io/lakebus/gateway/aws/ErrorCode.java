// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.gateway.ingest.ProblemCode;

/**
 * The errors of AWS's services that are used here. SDKs branch on their names and statuses: which
 * of them they retry by themselves is fixed in the SDKs.
 */
enum ErrorCode {
  MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 400),
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400),
  INVALID_SIGNATURE("InvalidSignatureException", 400),
  UNRECOGNIZED_CLIENT("UnrecognizedClientException", 400),
  EXPIRED_TOKEN("ExpiredTokenException", 400),
  ACCESS_DENIED("AccessDeniedException", 400),
  UNKNOWN_OPERATION("UnknownOperationException", 400),
  SERIALIZATION("SerializationException", 400),
  VALIDATION("ValidationException", 400),
  INVALID_ARGUMENT("InvalidArgumentException", 400),
  INVALID_EVENT_PATTERN("InvalidEventPatternException", 400),
  REQUEST_TIMEOUT("RequestTimeoutException", 408),
  THROTTLING("ThrottlingException", 400),
  INTERNAL_FAILURE("InternalFailure", 500),
  SERVICE_UNAVAILABLE("ServiceUnavailableException", 503);

  private final String type;
  private final int status;

  ErrorCode(String type, int status) {
    this.type = type;
    this.status = status;
  }

  /** The name that SDKs know it by. */
  String type() {
    return type;
  }

  /** The HTTP status that goes with it. */
  int status() {
    return status;
  }

  /** The error of a call that is refused whole. */
  static ErrorCode of(ProblemCode code) {
    return switch (code) {
      case MISSING_CREDENTIALS -> MISSING_AUTHENTICATION_TOKEN;
      case INCOMPLETE_SIGNATURE -> INCOMPLETE_SIGNATURE;
      case INVALID_SIGNATURE -> INVALID_SIGNATURE;
      case INVALID_CREDENTIALS -> UNRECOGNIZED_CLIENT;
      case EXPIRED_CREDENTIALS -> EXPIRED_TOKEN;
      case SOURCE_NOT_ALLOWED, TYPE_NOT_ALLOWED, VENDOR_SUSPENDED -> ACCESS_DENIED;
      case UNKNOWN_OPERATION, NOT_FOUND, METHOD_NOT_ALLOWED -> UNKNOWN_OPERATION;
      case BAD_REQUEST,
          EMPTY_BODY,
          MALFORMED_JSON,
          INVALID_UTF_8,
          DUPLICATE_KEY,
          TOO_DEEP,
          UNPAIRED_SURROGATE,
          NOT_AN_EVENT,
          MALFORMED_ENCODING,
          UNSUPPORTED_MEDIA_TYPE,
          UNSUPPORTED_ENCODING ->
          SERIALIZATION;
      case TOO_LONG,
          BODY_TOO_LARGE,
          TOO_MANY_EVENTS,
          INVALID_CALL,
          INVALID_IDEMPOTENCY_KEY,
          HEADERS_TOO_LARGE ->
          VALIDATION;
      case INVALID_EVENT, CONTRACT_VIOLATED, MALFORMED_DETAIL, EVENT_TOO_LARGE -> INVALID_ARGUMENT;
      case INVALID_PATTERN -> INVALID_EVENT_PATTERN;
      case BODY_TIMEOUT -> REQUEST_TIMEOUT;
      case OVERLOADED, RATE_LIMITED, QUOTA_EXHAUSTED, TOO_MANY_REQUESTS -> THROTTLING;
      case INTERNAL, OUTCOME_UNKNOWN -> INTERNAL_FAILURE;
      case LOG_UNAVAILABLE, STOPPING -> SERVICE_UNAVAILABLE;
    };
  }

  /** The name of the error of one entry of PutEvents: there they are named differently. */
  static String ofEntry(ProblemCode code) {
    return switch (of(code)) {
      case ACCESS_DENIED ->
          code == ProblemCode.TYPE_NOT_ALLOWED
              ? "NotAuthorizedForDetailTypeException"
              : "NotAuthorizedForSourceException";
      case INVALID_ARGUMENT ->
          code == ProblemCode.MALFORMED_DETAIL ? "MalformedDetail" : "InvalidArgument";
      case SERVICE_UNAVAILABLE -> THROTTLING.type;
      default -> INTERNAL_FAILURE.type;
    };
  }
}
