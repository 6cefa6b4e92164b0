// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.rules;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.bus.Problem;
import io.lakebus.local.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads bus definitions for commands. */
public final class Definitions {

  private Definitions() {}

  /**
   * Reads a definition.
   *
   * @param path a file, or a folder of them
   * @throws CommandFailure if it is not there or not right: the message has a line for each problem
   */
  public static Bus read(Path path) {
    if (!Files.exists(path)) {
      throw new CommandFailure(
          path + " is not there: -f names a bus definition, './lakebus up' makes the local one");
    }
    return switch (BusParser.parse(path)) {
      case ParsedBus.Valid valid -> valid.bus();
      case ParsedBus.Invalid invalid ->
          throw new CommandFailure(
              invalid.problems().stream()
                  .map(Problem::toString)
                  .collect(Collectors.joining(System.lineSeparator())));
    };
  }
}
