// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The project's own files, as the tests of its documents read them. */
final class Project {

  private static final Set<String> NOT_THE_PROJECTS_OWN = Set.of("target", ".git", ".lakebus");

  private Project() {}

  /** The project's folder: tests run in the folder of their module. */
  static Path folder() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  static String read(String file) {
    try {
      return Files.readString(folder().resolve(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files whose name ends so, what builds and runs leave behind aside. */
  static List<Path> files(String suffix) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_THE_PROJECTS_OWN.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.getFileName().toString().endsWith(suffix)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
