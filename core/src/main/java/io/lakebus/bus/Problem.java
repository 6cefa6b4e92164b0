// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import static java.util.Objects.requireNonNull;

/**
 * One mistake in a bus definition.
 *
 * @param file the file's name
 * @param line the line in it, from 1
 * @param path where in the definition, {@code rules.cat1.pattern} for example; empty for the whole
 * @param message what is wrong, and what would be right
 */
public record Problem(String file, int line, String path, String message) {

  public Problem {
    requireNonNull(file, "file is null");
    requireNonNull(path, "path is null");
    requireNonNull(message, "message is null");
  }

  /** {@code file:line: path: message}, one line. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
