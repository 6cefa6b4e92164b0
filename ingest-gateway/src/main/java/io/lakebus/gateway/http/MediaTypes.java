// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.ingest.ProblemCode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads Content-Type: which media type a body has, and that its text is UTF-8. */
final class MediaTypes {

  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";

  private static final String CHARSET = "charset=";

  private MediaTypes() {}

  /**
   * The media type, without parameters and in lower case.
   *
   * @param contentType the header
   * @param understood the media types that this call understands
   * @throws RefusedException if it is not one of them
   */
  static String require(Optional<String> contentType, Set<String> understood)
      throws RefusedException {
    String[] parts = contentType.orElse("").toLowerCase(Locale.ROOT).split(";", -1);
    String mediaType = parts[0].strip();
    if (!understood.contains(mediaType)) {
      throw new RefusedException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          (contentType.isEmpty() ? "the Content-Type is missing" : "'" + mediaType + "'")
              + "; understood are "
              + String.join(", ", understood.stream().sorted().toList()));
    }
    for (int i = 1; i < parts.length; i++) {
      requireUtf8(parts[i].strip());
    }
    return mediaType;
  }

  private static void requireUtf8(String parameter) throws RefusedException {
    if (!parameter.startsWith(CHARSET)) {
      return;
    }
    String charset = parameter.substring(CHARSET.length()).replace("\"", "");
    if (!charset.equals("utf-8") && !charset.equals("utf8")) {
      throw new RefusedException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the charset is not utf-8, which JSON is sent in");
    }
  }
}
