// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.bus.Yaml.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A mapping's fields, taken by name with their types checked. Whatever is wrong becomes a problem
 * and yields nothing, so that reading goes on; {@link #finish} says which fields nobody knows.
 */
final class Fields {

  private final Yaml.Place place;
  private final Problems problems;
  private final boolean mapping;
  private final Map<String, Yaml> values = new LinkedHashMap<>();
  private final Map<String, Yaml> untaken;

  private Fields(Yaml value, Problems problems) {
    this.place = value.place();
    this.problems = problems;
    this.mapping = value instanceof Yaml.Mapping;
    if (value instanceof Yaml.Mapping fields) {
      fields.fields().forEach(field -> values.put(field.key(), field.value()));
    }
    this.untaken = new LinkedHashMap<>(values);
  }

  /** The fields of a value; no fields, and a problem, if it is not a mapping. */
  static Fields of(Yaml value, Problems problems) {
    if (!(value instanceof Yaml.Mapping)) {
      problems.add(value.place(), "is " + value.noun() + ", but should be a mapping");
    }
    return new Fields(value, problems);
  }

  /** Whether there are fields at all; if not, the problem is known, and none is missing. */
  boolean isMapping() {
    return mapping;
  }

  Yaml.Place place() {
    return place;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Any value. */
  Optional<Yaml> take(String key) {
    untaken.remove(key);
    return Optional.ofNullable(values.get(key));
  }

  /** A text, a number or a boolean, made into what it means. */
  <T> Optional<T> take(String key, Function<String, T> parser) {
    return take(key).flatMap(value -> scalar(value, parser, problems));
  }

  /** The same, and a problem if it is not there. */
  <T> Optional<T> require(String key, Function<String, T> parser) {
    if (mapping && !has(key)) {
      problems.add(place, "'" + key + "' is missing");
    }
    return take(key, parser);
  }

  /** A mapping's fields. */
  Optional<Fields> takeFields(String key) {
    return take(key).map(value -> of(value, problems));
  }

  /** A list's elements; none if it is not there. */
  List<Yaml> takeList(String key) {
    Optional<Yaml> value = take(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof Yaml.Sequence sequence) {
      return sequence.elements();
    }
    problems.add(value.get().place(), "is " + value.get().noun() + ", but should be a list");
    return List.of();
  }

  /** All fields, taken. */
  Map<String, Yaml> takeAll() {
    untaken.clear();
    return values;
  }

  /** Every field that has not been taken is a problem. */
  void finish(String... known) {
    untaken.forEach(
        (key, value) ->
            problems.add(
                value.place(), "is not a known key; known are " + String.join(", ", known)));
  }

  /** A single value, made into what it means. */
  static <T> Optional<T> scalar(Yaml value, Function<String, T> parser, Problems problems) {
    if (value instanceof Yaml.Scalar scalar && scalar.kind() != Kind.NULL) {
      return problems.attempt(scalar.place(), scalar.text(), parser);
    }
    problems.add(value.place(), "is " + value.noun() + ", but should be a single value");
    return Optional.empty();
  }
}
