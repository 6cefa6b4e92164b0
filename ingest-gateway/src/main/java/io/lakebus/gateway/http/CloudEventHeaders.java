// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the attributes of a CloudEvent in binary mode: a header {@code ce-} and the name for each.
 * Values may be quoted, and percent-encoded where they are not printable ASCII.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP
 *     Protocol Binding for CloudEvents 1.0.2, section 3.1.3</a>
 */
final class CloudEventHeaders {

  private static final String PREFIX = "ce-";
  private static final String MARK = "ce-specversion";
  private static final String CONTENT_TYPE = "datacontenttype";

  private CloudEventHeaders() {}

  /** Whether a request carries a CloudEvent in binary mode. */
  static boolean arePresent(Context context) {
    return context.header(MARK) != null;
  }

  /**
   * The attributes of a request by name.
   *
   * @throws RefusedException if a header cannot be read, is there twice, or is not allowed
   */
  static Map<String, String> read(Context context) throws RefusedException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String name : Collections.list(context.req().getHeaderNames())) {
      headers.put(name, Collections.list(context.req().getHeaders(name)));
    }
    return read(headers);
  }

  /** The same of headers by their names, each with its values. */
  static Map<String, String> read(Map<String, List<String>> headers) throws RefusedException {
    Map<String, String> attributes = new HashMap<>();
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith(PREFIX)) {
        List<String> values = header.getValue();
        String attribute = name.substring(PREFIX.length());
        if (values.size() > 1 || attributes.containsKey(attribute)) {
          throw refused("the header " + name + " is there twice");
        }
        attributes.put(attribute, decode(name, values.getFirst()));
      }
    }
    if (attributes.containsKey(CONTENT_TYPE)) {
      throw refused("the header ce-datacontenttype is not used: Content-Type says it");
    }
    return attributes;
  }

  private static String decode(String name, String value) throws RefusedException {
    String text = unquote(value.strip());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character > 0x7e) {
        throw refused("the header " + name + " has a character that is to be percent-encoded");
      }
      if (character == '%' && isEncoded(text, at)) {
        bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
        at += 2;
      } else {
        bytes.write(character);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused("the header " + name + " is not UTF-8 once its percent-encoding is undone");
    }
  }

  private static boolean isEncoded(String text, int at) {
    return at + 2 < text.length()
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2));
  }

  private static String unquote(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(ProblemCode.INVALID_EVENT, detail);
  }
}
