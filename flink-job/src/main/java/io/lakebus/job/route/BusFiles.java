// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.bus.Bus;
import io.lakebus.bus.ParsedBus;
import io.lakebus.config.ConfigException;
import io.lakebus.definition.DefinitionFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A bus definition as the text of its files. The text is read once, where the job is submitted, and
 * travels with it: each subtask, and each restart, routes by the same rules, whatever has become of
 * the files.
 *
 * @param files the files
 * @param version the definition's version
 */
public record BusFiles(DefinitionFiles files, int version) implements BusSupplier {

  private static final long serialVersionUID = 2L;

  /**
   * Reads a definition from a file, or from all YAML files of a folder.
   *
   * @throws ConfigException if it cannot be read or is wrong, with every mistake
   */
  public static BusFiles read(Path fileOrFolder, int version) {
    BusFiles definition;
    try {
      definition = new BusFiles(DefinitionFiles.read(fileOrFolder), version);
    } catch (IOException e) {
      throw new ConfigException(
          List.of("cannot read the bus definition " + fileOrFolder + ": " + e));
    }
    definition.bus();
    return definition;
  }

  /** A definition given as text. */
  public static BusFiles of(String yaml, int version) {
    return new BusFiles(DefinitionFiles.of("bus.yaml", yaml), version);
  }

  @Override
  public Bus bus() {
    return switch (files.parse()) {
      case ParsedBus.Valid(var bus) -> bus;
      case ParsedBus.Invalid(var problems) ->
          throw new ConfigException(problems.stream().map(Object::toString).toList());
    };
  }
}
