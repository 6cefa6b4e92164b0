// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.github.f4b6a3.uuid.alt.GUID;
import java.util.List;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * What a request is called in answers and logs.
 *
 * @param text letters, digits, dots, underscores and hyphens
 */
record RequestId(String text) {

  /** Where a caller names a request, and where each answer says the name. */
  static final String HEADER = "X-Request-Id";

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final Pattern UUID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  RequestId {
    requireNonNull(text, "text is null");
  }

  /** A name that no other request has. */
  static RequestId create() {
    return new RequestId(GUID.v7().toString());
  }

  /**
   * The caller's name for a request; a new one where there is none that can be used.
   *
   * @param headers the values of the header {@value #HEADER}
   */
  static RequestId of(List<String> headers) {
    return headers.size() == 1 && VALID.matcher(headers.getFirst()).matches()
        ? new RequestId(headers.getFirst())
        : create();
  }

  /** The name as a URI. */
  String uri() {
    return (UUID.matcher(text).matches() ? "urn:uuid:" : "urn:lakebus:request:") + text;
  }
}
