// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that run once and end. */
final class Programs {

  private Programs() {}

  /** Runs a program to its end, its output added to a file. */
  static void run(List<String> command, Path output) throws IOException, InterruptedException {
    Files.createDirectories(output.getParent());
    Process process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    try {
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IOException(
            Path.of(command.get(0)).getFileName()
                + " failed with exit code "
                + exitCode
                + ", see "
                + output);
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
