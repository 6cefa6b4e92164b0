// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import io.lakebus.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What tells files apart without a look into them. */
public final class Fingerprint {

  private Fingerprint() {}

  /** Of files, by their paths, sizes and times. */
  public static String of(List<Path> files) {
    StringBuilder text = new StringBuilder();
    files.forEach(file -> text.append(file).append(stamp(file)).append('\n'));
    return Sha256.hex(text.toString());
  }

  /** Released jars never change; what this project builds does. */
  private static String stamp(Path file) {
    try {
      return Files.exists(file)
          ? " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis()
          : " absent";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }
}
