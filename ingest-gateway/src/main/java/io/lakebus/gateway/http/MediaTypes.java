// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads Content-Type: which media type a body has, and that its text is UTF-8. */
final class MediaTypes {

  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";
  static final String CLOUD_EVENT = "application/cloudevents+json";
  static final String CLOUD_EVENT_BATCH = "application/cloudevents-batch+json";

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
    String mediaType = mediaType(contentType);
    if (!understood.contains(mediaType)) {
      throw new RefusedException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          (contentType.isEmpty() ? "the Content-Type is missing" : "'" + mediaType + "'")
              + "; understood are "
              + String.join(", ", understood.stream().sorted().toList()));
    }
    requireUtf8(contentType.orElse(""));
    return mediaType;
  }

  /**
   * Requires that data are JSON, whatever is in them. Where there is no header they may be.
   *
   * @throws RefusedException if the header says that they are something else
   */
  static void requireJson(Optional<String> contentType) throws RefusedException {
    String mediaType = mediaType(contentType);
    if (contentType.isPresent()
        && !mediaType.equals(JSON)
        && !mediaType.equals("text/json")
        && !mediaType.endsWith("+json")) {
      throw new RefusedException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "'" + mediaType + "'; the data of an event are JSON here");
    }
    requireUtf8(contentType.orElse(""));
  }

  /** Whether a body is a CloudEvent, or several, with the attributes in it. */
  static boolean isCloudEvent(Optional<String> contentType) {
    return mediaType(contentType).startsWith("application/cloudevents");
  }

  /** The media type, without parameters and in lower case; empty if there is no header. */
  static String mediaType(Optional<String> contentType) {
    return contentType.orElse("").toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
  }

  private static void requireUtf8(String contentType) throws RefusedException {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith(CHARSET) && !isUtf8(parameter.substring(CHARSET.length()))) {
        throw new RefusedException(
            ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the charset is not utf-8, which JSON is sent in");
      }
    }
  }

  private static boolean isUtf8(String charset) {
    String name = charset.replace("\"", "");
    return name.equals("utf-8") || name.equals("utf8");
  }
}
