// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.List;

/** A value of a definition's YAML, which knows where it stands. */
sealed interface Yaml {

  /**
   * Where something stands.
   *
   * @param file the file's name
   * @param line the line in it, from 1
   * @param path the path in the definition
   */
  record Place(String file, int line, String path) {

    Place field(String name) {
      return new Place(file, line, path.isEmpty() ? name : path + "." + name);
    }

    Place element(int index) {
      return new Place(file, line, path + "[" + index + "]");
    }

    Place onLine(int otherLine) {
      return new Place(file, otherLine, path);
    }
  }

  /** What a scalar is by YAML's JSON schema. */
  enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
  }

  Place place();

  /** What kind of thing it is, for messages. */
  String noun();

  /** A single value; its text is as written. */
  record Scalar(Place place, Kind kind, String text) implements Yaml {

    @Override
    public String noun() {
      return switch (kind) {
        case TEXT -> "a text";
        case NUMBER -> "a number";
        case BOOLEAN -> "a boolean";
        case NULL -> "nothing";
      };
    }
  }

  /** A list. */
  record Sequence(Place place, List<Yaml> elements) implements Yaml {

    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public String noun() {
      return "a list";
    }
  }

  /** A mapping, in the order of the file. */
  record Mapping(Place place, List<Field> fields) implements Yaml {

    public Mapping {
      fields = List.copyOf(fields);
    }

    @Override
    public String noun() {
      return "a mapping";
    }
  }

  /** One field of a mapping. Its value's place is that of the key. */
  record Field(String key, Yaml value) {}
}
