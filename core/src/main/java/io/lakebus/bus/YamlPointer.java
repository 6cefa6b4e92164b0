// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;

/** Finds the place in a definition that a JSON pointer into a part of it means. */
final class YamlPointer {

  private YamlPointer() {}

  /** The place of what the pointer means, or of the nearest thing around it that is there. */
  static Yaml.Place place(Yaml value, String pointer) {
    Yaml nearest = value;
    for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
      Optional<Yaml> next = next(nearest, rest);
      if (next.isEmpty()) {
        return nearest.place();
      }
      nearest = next.get();
    }
    return nearest.place();
  }

  private static Optional<Yaml> next(Yaml value, JsonPointer pointer) {
    return switch (value) {
      case Yaml.Scalar scalar -> Optional.empty();
      case Yaml.Sequence sequence -> {
        int index = pointer.getMatchingIndex();
        yield index >= 0 && index < sequence.elements().size()
            ? Optional.of(sequence.elements().get(index))
            : Optional.empty();
      }
      case Yaml.Mapping mapping ->
          mapping.fields().stream()
              .filter(field -> field.key().equals(pointer.getMatchingProperty()))
              .map(Yaml.Field::value)
              .findFirst();
    };
  }
}
