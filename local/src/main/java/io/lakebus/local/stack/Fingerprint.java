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

/**
 * Of everything that was built and configured into a running stack: when it differs from what would
 * be started now, the running processes are outdated.
 */
final class Fingerprint {

  private Fingerprint() {}

  static String of(Stack stack) {
    ClassPaths classPaths = new ClassPaths(stack.project());
    StringBuilder text = new StringBuilder();
    text.append(stack.ports().offset()).append('\n');
    text.append(stack.links().shift()).append('\n');
    text.append(System.getProperty("java.home")).append('\n');
    for (String server : ClassPaths.SERVERS) {
      text.append(of(classPaths.of(server))).append('\n');
    }
    text.append(of(List.of(classPaths.job()))).append('\n');
    text.append(stack.bus().ofTheJob());
    return sha256(text.toString());
  }

  /** Of files, by their paths, sizes and times. */
  static String of(List<Path> files) {
    StringBuilder text = new StringBuilder();
    files.forEach(file -> text.append(file).append(stamp(file)).append('\n'));
    return sha256(text.toString());
  }

  /** Jars of the package registry never change; what this project builds does. */
  private static String stamp(Path file) {
    try {
      return Files.exists(file)
          ? " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis()
          : " absent";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
