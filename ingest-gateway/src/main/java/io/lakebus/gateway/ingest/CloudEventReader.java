// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lakebus.event.JsonProblem;
import io.lakebus.event.JsonValidator;
import io.lakebus.event.StrictJson;
import io.lakebus.gateway.ingest.CloudEventAttributes.Naming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads one CloudEvent in structured mode, a JSON object. Its data become the event's detail: a
 * JSON object as {@code data}, byte for byte, or the text of one as {@code data_base64}. An event
 * without data has an empty detail. Reads one object, then is used up.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON
 *     Event Format for CloudEvents 1.0.2</a>
 */
final class CloudEventReader {

  private static final byte[] NO_DATA = "{}".getBytes(StandardCharsets.US_ASCII);

  private final JsonSpan span;
  private final CloudEventAttributes attributes;
  private final String pointer;
  private Optional<byte[]> data = Optional.empty();
  private Optional<String> place = Optional.empty();
  private boolean dataSeen;

  /**
   * @param span where to read; its current token is the object's first
   * @param pointer the object's place in the document, as a JSON pointer
   */
  CloudEventReader(JsonSpan span, String pointer) {
    this.span = span;
    this.pointer = pointer;
    this.attributes = new CloudEventAttributes(Naming.members(pointer));
  }

  /** The detail of an event that has no data. */
  static byte[] noData() {
    return NO_DATA.clone();
  }

  Entry read() throws IOException, BodyRefusedException {
    int start = span.tokenStart();
    while (span.nextToken() != JsonToken.END_OBJECT) {
      String name = span.parser().currentName();
      JsonToken value = span.nextToken();
      if (value == JsonToken.VALUE_NULL) {
        continue; // a member that is null is not set
      }
      switch (name) {
        case "data" -> readData(value);
        case "data_base64" -> readBase64(value);
        default -> readAttribute(name, value);
      }
    }
    int size = span.position() - start;
    if (size > StrictJson.MAX_EVENT_BYTES) {
      return new Entry.Faulty(EventSize.problem(size));
    }
    if (dataSeen && !attributes.sayJson()) {
      attributes.error(
          "datacontenttype", "datacontenttype is not JSON, which the data of an event are here");
    }
    return attributes.finish(data.orElseGet(CloudEventReader::noData), place);
  }

  private void readData(JsonToken value) throws IOException, BodyRefusedException {
    begin("data");
    if (value == JsonToken.START_OBJECT) {
      data = Optional.of(span.readDetail());
      place = Optional.of(pointer + "/data");
    } else {
      attributes.error("data", "data is not a JSON object");
      span.skipValue();
    }
  }

  private void readBase64(JsonToken value) throws IOException, BodyRefusedException {
    begin("data_base64");
    if (value != JsonToken.VALUE_STRING) {
      attributes.error("data_base64", "data_base64 is not a string");
      span.skipValue();
      return;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(span.text());
      Optional<JsonProblem> problem = JsonValidator.validateDetail(decoded, 0, decoded.length);
      problem.ifPresent(
          one ->
              attributes.error(
                  "data_base64",
                  "data_base64 is not the base64 text of a JSON object: " + one.message()));
      data = Optional.of(decoded);
    } catch (IllegalArgumentException e) {
      attributes.error("data_base64", "data_base64 is not base64: " + e.getMessage());
    }
  }

  private void begin(String name) {
    if (dataSeen) {
      attributes.error(name, "data and data_base64 are both there");
    }
    dataSeen = true;
  }

  /** An attribute is a string, a boolean or an integer; each is kept as its canonical text. */
  private void readAttribute(String name, JsonToken value)
      throws IOException, BodyRefusedException {
    JsonParser parser = span.parser();
    switch (value) {
      case VALUE_STRING -> attributes.put(name, span.text());
      case VALUE_TRUE -> attributes.put(name, "true");
      case VALUE_FALSE -> attributes.put(name, "false");
      case VALUE_NUMBER_INT -> attributes.put(name, parser.getText());
      default -> {
        attributes.error(name, name + " is not a string, a boolean or an integer");
        span.skipValue();
      }
    }
  }
}
