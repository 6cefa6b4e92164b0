// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import com.fasterxml.jackson.databind.node.TextNode;
import io.lakebus.rule.EventPattern;
import io.lakebus.rule.InvalidPatternException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads an event pattern out of YAML. The pattern is written as JSON with one token on each line,
 * so that a line in it names a place in the definition.
 */
final class PatternReader {

  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final Problems problems;
  private final StringBuilder json = new StringBuilder();
  private final List<Yaml.Place> places = new ArrayList<>();

  private PatternReader(Problems problems) {
    this.problems = problems;
  }

  static Optional<EventPattern> read(Yaml value, Problems problems) {
    PatternReader reader = new PatternReader(problems);
    return reader.write(value) ? reader.parse() : Optional.empty();
  }

  private Optional<EventPattern> parse() {
    try {
      return Optional.of(EventPattern.parse(json.toString()));
    } catch (InvalidPatternException e) {
      int line = Math.clamp(e.problem().line(), 1, places.size());
      problems.add(places.get(line - 1), e.problem().message());
      return Optional.empty();
    }
  }

  /** Writes a value; false if there is a problem with it. */
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
