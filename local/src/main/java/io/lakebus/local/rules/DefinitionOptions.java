// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.rules;

import io.lakebus.bus.Bus;
import io.lakebus.local.cli.OutputFormat;
import io.lakebus.local.control.StackOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which definition, and how the answer is printed. */
final class DefinitionOptions {

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The bus definition, a file or a folder of them (default: .lakebus/bus.yaml).")
  private Optional<Path> definition = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Mixin private StackOptions stack;

  Bus bus() {
    return Definitions.read(definition.orElseGet(() -> stack.home().busDefinition()));
  }

  boolean isJson() {
    return format == OutputFormat.JSON;
  }
}
