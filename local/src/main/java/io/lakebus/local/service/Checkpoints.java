// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints that all runs of the job have kept.
 *
 * @param folder holds a folder per run, which holds one per checkpoint
 */
record Checkpoints(Path folder) {

  /** Written last, and whole or not at all: a checkpoint that has it is complete. */
  private static final String METADATA = "_metadata";

  /** The newest complete one. */
  Optional<Path> newest() throws IOException {
    if (!Files.exists(folder)) {
      return Optional.empty();
    }
    record Found(Path checkpoint, FileTime completed) {}
    List<Path> complete;
    try (Stream<Path> files = Files.find(folder, 3, (file, attributes) -> isMetadata(file))) {
      complete = files.toList();
    }
    Optional<Found> newest = Optional.empty();
    for (Path metadata : complete) {
      Found found = new Found(metadata.getParent(), Files.getLastModifiedTime(metadata));
      newest =
          Stream.concat(newest.stream(), Stream.of(found))
              .max(Comparator.comparing(Found::completed));
    }
    return newest.map(Found::checkpoint);
  }

  private static boolean isMetadata(Path file) {
    return file.endsWith(METADATA) && file.getParent().getFileName().toString().startsWith("chk-");
  }
}
