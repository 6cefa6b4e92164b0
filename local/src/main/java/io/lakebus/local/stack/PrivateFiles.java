// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Writes files that only their owner can read, whole or not at all. */
public final class PrivateFiles {

  private PrivateFiles() {}

  /** Writes a text file in place of what is there. */
  public static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary =
        Files.createTempFile(
            file.getParent(),
            file.getFileName().toString(),
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(temporary, content);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes settings in the syntax of {@link Properties}, sorted by key. */
  public static void writeProperties(Path file, Map<String, String> settings) throws IOException {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(settings)
        .forEach((key, value) -> text.append(key).append('=').append(escaped(value)).append('\n'));
    write(file, text.toString());
  }

  /** Some programs read the file as Latin-1, others as UTF-8: ASCII is both. */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < value.length(); index++) {
      char character = value.charAt(index);
      if (character == '\\') {
        text.append("\\\\");
      } else if (character < ' ' || character > '~') {
        text.append("\\u%04x".formatted((int) character));
      } else {
        text.append(character);
      }
    }
    return text.toString();
  }
}
