// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.transform.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the hooks of a vendor. What a scheme leaves open has a default; what would weaken it is
 * refused: an id from outside of what is signed, a tolerance for a time that nobody signs.
 */
final class HooksReader {

  private static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

  private static final HookField WEBHOOK_ID = new HookField.Header("webhook-id");
  private static final HookField TYPE_IN_BODY = path("$.type");

  private static final int MAX_SOURCE_LENGTH = 256;
  private static final int MAX_TYPE_LENGTH = 128;

  private final Problems problems;
  private final SecretRefReader secretRefs;
  private final Map<String, String> vendorsByHook = new HashMap<>();

  HooksReader(Problems problems) {
    this.problems = problems;
    this.secretRefs = new SecretRefReader(problems);
  }

  /** The hooks that are right, in the definition's order. */
  List<Hook> read(Fields hooks, Vendor owner) {
    List<Hook> result = new ArrayList<>();
    hooks
        .takeAll()
        .forEach(
            (name, value) -> {
              problems.attempt(value.place(), name, Names::hook);
              String other = vendorsByHook.putIfAbsent(name, owner.name());
              if (other != null) {
                problems.add(
                    value.place(),
                    "a hook of this name is already there, of vendor '" + other + "'");
              }
              hook(name, Fields.of(value, problems), owner).ifPresent(result::add);
            });
    return result;
  }

  private Optional<Hook> hook(String name, Fields fields, Vendor owner) {
    Optional<HookScheme> scheme = HookSchemeReader.read(fields);
    if (scheme.isEmpty()) {
      return Optional.empty(); // what else must be there depends on it
    }
    HookScheme found = scheme.get();
    List<SecretRef> secrets = secrets(fields);
    Duration tolerance = tolerance(fields, found);
    List<HookField> type = type(fields, found, owner);
    Optional<HookField> id =
        fields.has("id") ? fields.take("id").flatMap(value -> id(value, found)) : defaultId(found);
    String source = source(fields, owner);
    HookSchemeReader.finish(fields, found);
    return Optional.of(new Hook(name, found, secrets, tolerance, type, id, source));
  }

  private List<SecretRef> secrets(Fields fields) {
    List<SecretRef> secrets = new ArrayList<>();
    List<Yaml> elements = fields.takeList("secrets");
    for (Yaml element : elements) {
      secretRefs.read(Fields.of(element, problems)).ifPresent(secrets::add);
    }
    if (elements.isEmpty()) {
      problems.add(fields.place(), "'secrets' must have at least one");
    }
    return secrets;
  }

  private Duration tolerance(Fields fields, HookScheme scheme) {
    if (fields.has("tolerance") && !scheme.signsTimestamp()) {
      problems.add(
          fields.take("tolerance").orElseThrow().place(),
          "means nothing here: no time is signed, so how old a request is cannot be known");
      return DEFAULT_TOLERANCE;
    }
    return fields
        .take("tolerance", text -> Names.duration(text, "1s", "1d"))
        .orElse(DEFAULT_TOLERANCE);
  }

  private List<HookField> type(Fields fields, HookScheme scheme, Vendor owner) {
    Optional<Yaml> value = fields.take("type");
    if (value.isEmpty()) {
      List<HookField> type = defaultType(scheme);
      if (type.isEmpty()) {
        problems.add(fields.place(), "'type' is missing");
      }
      return type;
    }
    List<Yaml> elements =
        value.get() instanceof Yaml.Sequence sequence ? sequence.elements() : List.of(value.get());
    if (elements.isEmpty()) {
      problems.add(value.get().place(), "has no place to take the type from");
    }
    List<HookField> type = new ArrayList<>();
    for (Yaml element : elements) {
      field(element, "header", "path", "value")
          .ifPresent(
              field -> {
                checkType(field, element.place(), owner);
                type.add(field);
              });
    }
    return type;
  }

  private void checkType(HookField field, Yaml.Place place, Vendor owner) {
    if (field instanceof HookField.Value(String text) && !owner.maySendType(text)) {
      problems.add(place, "'" + text + "' is not a type that the vendor may send");
    }
  }

  private static List<HookField> defaultType(HookScheme scheme) {
    return switch (scheme) {
      case HookScheme.Named named ->
          switch (named) {
            case STANDARD_WEBHOOKS, STRIPE -> List.of(TYPE_IN_BODY);
            case GITHUB -> List.of(new HookField.Header("X-GitHub-Event"));
            case SHOPIFY -> List.of(new HookField.Header("X-Shopify-Topic"));
            case SLACK -> List.of(path("$.event.type"), TYPE_IN_BODY);
          };
      case HookScheme.Hmac hmac -> List.of();
    };
  }

  private Optional<HookField> id(Yaml value, HookScheme scheme) {
    Optional<HookField> field = field(value, "header", "path");
    if (field.isPresent()
        && field.get() instanceof HookField.Header(String name)
        && !(scheme == HookScheme.Named.STANDARD_WEBHOOKS && name.equalsIgnoreCase("webhook-id"))) {
      problems.add(
          value.place(),
          "the header "
              + name
              + " is not signed: a request that somebody has caught could be sent again under"
              + " another id. Take the id from the body, or leave 'id' out: then it is a hash of"
              + " what is signed");
    }
    return field;
  }

  private static Optional<HookField> defaultId(HookScheme scheme) {
    return switch (scheme) {
      case HookScheme.Named named ->
          switch (named) {
            case STANDARD_WEBHOOKS -> Optional.of(WEBHOOK_ID);
            case STRIPE -> Optional.of(path("$.id"));
            case SLACK -> Optional.of(path("$.event_id"));
            case GITHUB, SHOPIFY -> Optional.empty();
          };
      case HookScheme.Hmac hmac -> Optional.empty();
    };
  }

  private Optional<HookField> field(Yaml value, String... kinds) {
    Fields fields = Fields.of(value, problems);
    Optional<HookField> field = Optional.empty();
    for (String kind : kinds) {
      Optional<HookField> found = fields.take(kind, text -> field(kind, text));
      field = field.or(() -> found);
    }
    fields.finish(kinds);
    if (Stream.of(kinds).filter(fields::has).count() == 1) {
      return field;
    }
    if (fields.isMapping()) {
      problems.add(value.place(), "one of " + String.join(", ", kinds) + " must be there");
    }
    return Optional.empty();
  }

  private static HookField field(String kind, String text) {
    return switch (kind) {
      case "header" -> new HookField.Header(HookSchemeReader.header(text));
      case "path" -> path(text);
      default -> new HookField.Value(attribute(text, MAX_TYPE_LENGTH));
    };
  }

  private static HookField.Path path(String text) {
    JsonPath path = JsonPath.parse(text);
    if (path.steps().isEmpty() || path.steps().contains(new JsonPath.Step.Each())) {
      throw new IllegalArgumentException("'" + text + "' does not lead to one value");
    }
    return new HookField.Path(path);
  }

  private String source(Fields fields, Vendor owner) {
    Optional<String> given = fields.take("source", text -> attribute(text, MAX_SOURCE_LENGTH));
    String source = given.orElse(owner.name());
    if (!owner.maySendSource(source)) {
      problems.add(
          fields.place(), "'" + source + "' is not a source that the vendor may use; name another");
    }
    return source;
  }

  private static String attribute(String text, int maxLength) {
    if (text.isEmpty()
        || text.length() > maxLength
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "has not 1 to " + maxLength + " characters, or has a control character");
    }
    return text;
  }
}
