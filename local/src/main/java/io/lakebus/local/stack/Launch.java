// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param command the program and its arguments
 * @param environment added to the supervisor's own
 */
public record Launch(List<String> command, Map<String, String> environment) {

  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  public Launch(List<String> command) {
    this(command, Map.of());
  }

  /** What starts it in a folder, with pipes to whoever starts it. */
  public ProcessBuilder in(Path folder) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  /** What starts it in a folder, with nothing to read and all of its output added to a log. */
  public ProcessBuilder in(Path folder, Path log) {
    return in(folder)
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }
}
