// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fail points by files: one that is named after a {@link Moment} says in its text what happens at
 * it, {@code halt}, {@code pause SECONDS} or {@code fail}. The file is gone before that happens, so
 * it happens once, also when several subtasks or processes come to the moment. Whoever makes such a
 * file moves it into the folder, whole.
 *
 * @param folder the folder, which need not be there
 */
public record FolderFailPoints(String folder) implements FailPoints {

  private static final Logger LOG = LoggerFactory.getLogger(FolderFailPoints.class);

  @Override
  public void reached(Moment moment) {
    Path file = Path.of(folder, moment.fileName());
    if (!Files.exists(file)) {
      return;
    }
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
      if (!Files.deleteIfExists(file)) {
        return;
      }
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take the fail point " + file, e);
    }
    LOG.warn("At the moment {} its file asks for: {}", moment.fileName(), text.strip());
    Fault.parse(text).happen(moment);
  }
}
