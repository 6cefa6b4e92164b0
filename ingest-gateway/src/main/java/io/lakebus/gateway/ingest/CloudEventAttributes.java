// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.event.EventCodec;
import io.lakebus.event.Rfc3339;
import io.lakebus.gateway.ingest.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the context attributes of one CloudEvent, wherever they stand, into a draft. Finds every
 * attribute that is wrong, not just the first. Takes one event, then is used up.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0.2, Context Attributes</a>
 */
final class CloudEventAttributes {

  private static final String SPEC_VERSION = "1.0";
  private static final int MAX_EXTENSIONS = 64;
  private static final int MAX_VALUE_LENGTH = 2_048;
  private static final int MAX_NAME_SHOWN = 64;

  /** An answer stays small, however much is wrong. */
  private static final int MAX_ERRORS = 20;

  private final Naming naming;
  private final List<FieldError> errors = new ArrayList<>(0);
  private final Set<String> seen = new HashSet<>();
  private final Map<String, String> extensions = new HashMap<>();
  private Optional<String> id = Optional.empty();
  private Optional<String> source = Optional.empty();
  private Optional<String> type = Optional.empty();
  private Optional<Instant> time = Optional.empty();
  private Optional<String> contentType = Optional.empty();

  /**
   * @param naming how the attributes are spoken of
   */
  CloudEventAttributes(Naming naming) {
    this.naming = naming;
  }

  /**
   * How attributes are spoken of in an answer.
   *
   * @param prefix what stands before an attribute's name where it was found
   * @param pointer the place of the object whose members they are, as a JSON pointer; empty where
   *     they are headers
   */
  record Naming(String prefix, Optional<String> pointer) {

    /** Attributes are members of an object. */
    static Naming members(String pointer) {
      return new Naming("", Optional.of(pointer));
    }

    /** Attributes are headers. */
    static Naming headers() {
      return new Naming("ce-", Optional.empty());
    }
  }

  /** Takes an attribute. One that has no value is not there, and is not given. */
  void put(String name, String value) {
    seen.add(name);
    switch (name) {
      case "specversion" -> {
        if (!value.equals(SPEC_VERSION)) {
          error(name, "specversion is not 1.0");
        }
      }
      case "id" -> id = named(Attribute.ID, value);
      case "source" -> source = named(Attribute.SOURCE, value);
      case "type" -> type = named(Attribute.TYPE, value);
      case "time" -> {
        time = Rfc3339.parse(value);
        if (time.isEmpty()) {
          error(name, "time is not an RFC 3339 time such as 2026-11-23T08:00:00Z");
        }
      }
      case "datacontenttype" -> contentType = Optional.of(value);
      default -> putExtension(name, value);
    }
  }

  /** Notes that something of the event is wrong. */
  void error(String name, String message) {
    if (errors.size() < MAX_ERRORS) {
      String place = naming.pointer().map(object -> object + "/" + escape(name)).orElse("");
      errors.add(new FieldError(naming.prefix() + message, place));
    }
  }

  /** Whether the event's data are JSON, as far as the attributes say. */
  boolean sayJson() {
    String[] parts = contentType.orElse("application/json").split(";", 2);
    String mediaType = parts[0].strip().toLowerCase(Locale.ROOT);
    return mediaType.equals("application/json")
        || mediaType.equals("text/json")
        || mediaType.endsWith("+json");
  }

  /**
   * The event, or everything that is wrong with it.
   *
   * @param detail its data
   * @param place where they are in the body, see {@link Draft#detailPlace}
   */
  Entry finish(byte[] detail, Optional<String> place) {
    for (String name : List.of("specversion", "id", "source", "type")) {
      if (!seen.contains(name)) {
        error(name, name + " is missing");
      }
    }
    if (!errors.isEmpty()) {
      return new Entry.Faulty(Problem.ofFields(errors));
    }
    return new Entry.Valid(
        new Draft(id, source, type.orElseThrow(), time, List.of(), extensions, detail, place));
  }

  private Optional<String> named(Attribute attribute, String value) {
    Optional<String> problem = attribute.problem(value);
    problem.ifPresent(message -> error(attribute.fieldName(), message));
    return Optional.of(value);
  }

  private void putExtension(String name, String value) {
    String shown = abbreviate(name);
    if (!EventCodec.isExtensionName(name)) {
      error(shown, "'" + shown + "' is not a name that an attribute of the vendor's can have");
    } else if (value.codePointCount(0, value.length()) > MAX_VALUE_LENGTH) {
      error(name, name + " is longer than " + MAX_VALUE_LENGTH + " characters");
    } else if (value.chars().anyMatch(Character::isISOControl)) {
      error(name, name + " has a control character");
    } else if (extensions.size() == MAX_EXTENSIONS) {
      error(name, name + " is one attribute too many; " + MAX_EXTENSIONS + " are the most");
    } else {
      extensions.put(name, value);
    }
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** A name of the vendor's making, short enough to be repeated to them. */
  private static String abbreviate(String name) {
    return name.length() <= MAX_NAME_SHOWN ? name : name.substring(0, MAX_NAME_SHOWN) + "…";
  }
}
