// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the resources of an event: an array of strings within limits. */
final class ResourcesReader {

  private static final int MAX_RESOURCES = 100;
  private static final int MAX_RESOURCE_LENGTH = 2_048;

  private final JsonSpan span;
  private final String field;
  private final Errors errors;

  /**
   * @param span where to read; its current token is the array's first
   * @param field the field's name
   * @param errors takes what is wrong
   */
  ResourcesReader(JsonSpan span, String field, Errors errors) {
    this.span = span;
    this.field = field;
    this.errors = errors;
  }

  List<String> read() throws IOException, BodyRefusedException {
    if (span.parser().currentToken() != JsonToken.START_ARRAY) {
      errors.add("/" + field, field + " is not an array of strings");
      span.skipValue();
      return List.of();
    }
    List<String> read = new ArrayList<>();
    int count = 0;
    while (span.nextToken() != JsonToken.END_ARRAY) {
      readResource(count).ifPresent(read::add);
      count++;
    }
    if (count > MAX_RESOURCES) {
      errors.add(
          "/" + field, field + " has " + count + " elements; " + MAX_RESOURCES + " is the most");
    }
    return read;
  }

  private Optional<String> readResource(int index) throws IOException, BodyRefusedException {
    if (index >= MAX_RESOURCES) { // counted, not kept
      span.skipValue();
      return Optional.empty();
    }
    String place = "/" + field + "/" + index;
    if (span.parser().currentToken() != JsonToken.VALUE_STRING) {
      errors.add(place, "a resource is not a string");
      span.skipValue();
      return Optional.empty();
    }
    String resource = span.text();
    if (resource.length() > MAX_RESOURCE_LENGTH) {
      errors.add(place, "a resource is longer than " + MAX_RESOURCE_LENGTH + " characters");
    }
    return Optional.of(resource);
  }

  /** Takes what is wrong with an event. */
  interface Errors {

    /**
     * Takes one thing that is wrong.
     *
     * @param place where, as a JSON pointer from the event
     * @param message what
     */
    void add(String place, String message);
  }
}
