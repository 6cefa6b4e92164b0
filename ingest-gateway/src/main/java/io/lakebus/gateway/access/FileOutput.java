// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A file that is appended to. It may be moved away or deleted at any time, as a rotation of logs
 * does: the next lines go into a new file of the name, and nobody has to be told.
 */
final class FileOutput implements LineOutput {

  private final Path path;
  private Optional<Open> open = Optional.empty();

  FileOutput(Path path) {
    this.path = requireNonNull(path, "path is null");
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    FileChannel channel = channel();
    while (lines.hasRemaining()) {
      int unused = channel.write(lines); // the buffer's own position says it
    }
  }

  private FileChannel channel() throws IOException {
    if (open.isEmpty() || !Objects.equals(open.get().key(), key(path))) {
      close();
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      open = Optional.of(new Open(channel, key(path)));
    }
    return open.get().channel();
  }

  /** What tells the file at the path from another one; empty if there is none. */
  private static Optional<Object> key(Path path) throws IOException {
    try {
      return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      FileChannel channel = open.get().channel();
      open = Optional.empty();
      channel.close();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private record Open(FileChannel channel, Optional<Object> key) {}
}
