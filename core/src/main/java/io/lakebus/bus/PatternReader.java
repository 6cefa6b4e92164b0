// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.rule.EventPattern;
import io.lakebus.rule.InvalidPatternException;
import java.util.Optional;

/** Reads an event pattern out of YAML. */
final class PatternReader {

  private PatternReader() {}

  static Optional<EventPattern> read(Yaml value, Problems problems) {
    return JsonLines.write(value, problems).flatMap(lines -> parse(lines, problems));
  }

  private static Optional<EventPattern> parse(JsonLines lines, Problems problems) {
    try {
      return Optional.of(EventPattern.parse(lines.text()));
    } catch (InvalidPatternException e) {
      problems.add(lines.place(e.problem().line()), e.problem().message());
      return Optional.empty();
    }
  }
}
