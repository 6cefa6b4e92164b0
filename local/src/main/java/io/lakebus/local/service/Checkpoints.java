// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints and savepoints that all runs of the job have kept.
 *
 * @param folder holds a folder per run, which holds one per checkpoint; and one per savepoint
 */
record Checkpoints(Path folder) {

  /** Written last, and whole or not at all: a checkpoint that has it is complete. */
  private static final String METADATA = "_metadata";

  /** The newest complete one. */
  Optional<Path> newest() throws IOException {
    return complete().stream().findFirst();
  }

  /** All that are complete, the newest first. */
  List<Path> complete() throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    record Found(Path checkpoint, FileTime completed) {}
    List<Path> files;
    try (Stream<Path> found = Files.find(folder, 3, (file, attributes) -> isMetadata(file))) {
      files = found.toList();
    }
    List<Found> complete = new ArrayList<>();
    for (Path metadata : files) {
      complete.add(new Found(metadata.getParent(), Files.getLastModifiedTime(metadata)));
    }
    return complete.stream()
        .sorted(Comparator.comparing(Found::completed).reversed())
        .map(Found::checkpoint)
        .toList();
  }

  private static boolean isMetadata(Path file) {
    String parent = file.getParent().getFileName().toString();
    return file.endsWith(METADATA)
        && (parent.startsWith("chk-") || parent.startsWith("savepoint-"));
  }
}
