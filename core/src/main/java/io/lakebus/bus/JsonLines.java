// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a definition as JSON with one token on each line, so that a line in it names a place in
 * the definition.
 */
final class JsonLines {

  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final Problems problems;
  private final StringBuilder json = new StringBuilder();
  private final List<Yaml.Place> places = new ArrayList<>();

  private JsonLines(Problems problems) {
    this.problems = problems;
  }

  /** Writes a value; nothing, and a problem, if JSON has nothing of the kind. */
  static Optional<JsonLines> write(Yaml value, Problems problems) {
    JsonLines lines = new JsonLines(problems);
    return lines.write(value) ? Optional.of(lines) : Optional.empty();
  }

  String text() {
    return json.toString();
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** The place that a line is of, or the nearest. */
  Yaml.Place place(int line) {
    return places.get(Math.clamp(line, 1, places.size()) - 1);
  }

  private boolean write(Yaml value) {
    return switch (value) {
      case Yaml.Scalar scalar -> writeScalar(scalar);
      case Yaml.Sequence sequence -> {
        line(sequence.place(), "[");
        boolean fine = true;
        for (Iterator<Yaml> rest = sequence.elements().iterator(); rest.hasNext(); ) {
          fine &= write(rest.next());
          comma(rest);
        }
        line(sequence.place(), "]");
        yield fine;
      }
      case Yaml.Mapping mapping -> {
        line(mapping.place(), "{");
        boolean fine = true;
        for (Iterator<Yaml.Field> rest = mapping.fields().iterator(); rest.hasNext(); ) {
          Yaml.Field field = rest.next();
          line(field.value().place(), TextNode.valueOf(field.key()) + ":");
          fine &= write(field.value());
          comma(rest);
        }
        line(mapping.place(), "}");
        yield fine;
      }
    };
  }

  private boolean writeScalar(Yaml.Scalar scalar) {
    if (scalar.kind() == Yaml.Kind.NUMBER && !JSON_NUMBER.matcher(scalar.text()).matches()) {
      problems.add(scalar.place(), "'" + scalar.text() + "' is not a number in JSON");
      return false;
    }
    line(
        scalar.place(),
        switch (scalar.kind()) {
          case TEXT -> TextNode.valueOf(scalar.text()).toString();
          case NUMBER, BOOLEAN -> scalar.text();
          case NULL -> "null";
        });
    return true;
  }

  private void line(Yaml.Place place, String token) {
    json.append(token).append('\n');
    places.add(place);
  }

  private void comma(Iterator<?> rest) {
    if (rest.hasNext()) {
      json.insert(json.length() - 1, ',');
    }
  }
}
