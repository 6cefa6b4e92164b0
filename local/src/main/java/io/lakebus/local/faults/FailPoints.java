// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.cli.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Named moments in the job at which something can be made to happen once. The job looks for a file
 * of the moment's name in a folder, takes it away, and does what it says.
 */
final class FailPoints {

  /**
   * The moments, in the order in which a checkpoint passes them. The moment between two tables is
   * not among them: this catalog commits all of them at once.
   */
  static final List<String> MOMENTS =
      List.of("before-barrier", "files-closed", "before-commit", "looked", "staged", "committed");

  private static final Duration POLL = Duration.ofMillis(20);

  private final Path folder;
  private final Pause pause;

  FailPoints(Path folder, Pause pause) {
    this.folder = folder;
    this.pause = pause;
  }

  /** At the next time that the job is at this moment it does this, once. */
  void arm(String moment, String action) throws IOException {
    Files.createDirectories(folder);
    Path unfinished = folder.resolve("." + moment);
    Files.writeString(unfinished, action);
    Files.move(
        unfinished,
        folder.resolve(moment),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Waits until the job is there; if that takes too long, nothing will happen any more. */
  boolean awaitReached(String moment, Duration limit) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (Files.exists(folder.resolve(moment))) {
      if (System.nanoTime() > end) {
        return !Files.deleteIfExists(folder.resolve(moment));
      }
      pause.sleep(POLL);
    }
    return true;
  }

  /** Nothing happens at any moment any more. */
  void disarm() throws IOException {
    if (Files.exists(folder)) {
      List<Path> armed;
      try (Stream<Path> files = Files.list(folder)) {
        armed = files.toList();
      }
      for (Path file : armed) {
        Files.deleteIfExists(file);
      }
    }
  }
}
