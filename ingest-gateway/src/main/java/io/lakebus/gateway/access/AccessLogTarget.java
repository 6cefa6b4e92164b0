// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;

import static java.util.Objects.requireNonNull;

/** Where the access log is to be. */
public sealed interface AccessLogTarget {

  /** The text that stands for the standard output. */
  String STDOUT = "stdout";

  /**
   * Reads a setting: {@code stdout}, a file, or nothing for no log.
   *
   * @throws IllegalArgumentException if it cannot be a file
   */
  static AccessLogTarget parse(String text) {
    String name = text.strip();
    return switch (name) {
      case "" -> new Nowhere();
      case STDOUT -> new StandardOutput();
      default -> new File(Path.of(name));
    };
  }

  /**
   * Opens the log. One that cannot be written says so in the program's log, and is tried again.
   *
   * @param registry where its lines are counted
   */
  default AccessLog open(MeterRegistry registry) {
    return switch (this) {
      case Nowhere nowhere -> new NoAccessLog();
      case StandardOutput stdout ->
          start(new StreamOutput(new FileOutputStream(FileDescriptor.out)), registry);
      case File file -> start(new FileOutput(file.path()), registry);
    };
  }

  private static AccessLog start(LineOutput output, MeterRegistry registry) {
    BufferedAccessLog log = new BufferedAccessLog(output, BufferedAccessLog.Pace.USUAL);
    log.bindTo(registry);
    return log;
  }

  /** There is no access log. */
  record Nowhere() implements AccessLogTarget {}

  /** It is on the standard output, between the lines of the program's log. */
  record StandardOutput() implements AccessLogTarget {}

  /** It is in a file, which lines are appended to. */
  record File(Path path) implements AccessLogTarget {

    public File {
      requireNonNull(path, "path is null");
    }
  }
}
