// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collects what is wrong with a definition, so that all of it is told at once. */
final class Problems {

  private final List<Problem> problems = new ArrayList<>();

  void add(Yaml.Place place, String message) {
    problems.add(new Problem(place.file(), place.line(), place.path(), message));
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** All of them, by file and line. */
  List<Problem> sorted() {
    return problems.stream()
        .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
        .toList();
  }

  /** What a parser makes of a text; what it refuses becomes a problem. */
  <T> Optional<T> attempt(Yaml.Place place, String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      add(place, e.getMessage());
      return Optional.empty();
    }
  }
}
