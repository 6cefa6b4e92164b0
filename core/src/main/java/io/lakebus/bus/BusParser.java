// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.nio.file.Path;
import java.util.List;

/** Reads bus definitions. */
public final class BusParser {

  private BusParser() {}

  /**
   * Reads a definition from a file, or from all {@code .yaml} and {@code .yml} files of a folder.
   */
  public static ParsedBus parse(Path fileOrFolder) {
    return parse(fileOrFolder.toString(), "");
  }

  /** Reads a definition from text. */
  public static ParsedBus parse(String fileName, String yaml) {
    return new ParsedBus.Invalid(List.of(new Problem(fileName, 1, "", yaml)));
  }
}
