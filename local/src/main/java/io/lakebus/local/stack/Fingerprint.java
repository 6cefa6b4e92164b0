// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What tells files and texts apart without a look into them. */
public final class Fingerprint {

  private Fingerprint() {}

  /** Of files, by their paths, sizes and times. */
  public static String of(List<Path> files) {
    StringBuilder text = new StringBuilder();
    files.forEach(file -> text.append(file).append(stamp(file)).append('\n'));
    return sha256(text.toString());
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

  public static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
