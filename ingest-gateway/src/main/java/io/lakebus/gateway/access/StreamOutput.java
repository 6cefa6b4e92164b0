// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

import static java.util.Objects.requireNonNull;

/**
 * The standard output, which others write to as well. Lines go out in pieces that a pipe takes
 * whole, so that nobody's line stands in the middle of another.
 */
final class StreamOutput implements LineOutput {

  /** POSIX's {@code PIPE_BUF} as Linux has it. */
  private static final int PIECE = 4_096;

  private final OutputStream stream;

  StreamOutput(OutputStream stream) {
    this.stream = requireNonNull(stream, "stream is null");
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    while (lines.hasRemaining()) {
      int end = end(lines);
      byte[] piece = new byte[end - lines.position()];
      lines.get(lines.position(), piece);
      stream.write(piece);
      stream.flush();
      lines.position(end);
    }
  }

  /** The end of the last line that is whole within a piece; of the first if none is. */
  private static int end(ByteBuffer lines) {
    int most = Math.min(lines.limit(), lines.position() + PIECE);
    for (int end = most; end > lines.position(); end--) {
      if (lines.get(end - 1) == '\n') {
        return end;
      }
    }
    for (int end = most; end < lines.limit(); end++) {
      if (lines.get(end) == '\n') {
        return end + 1;
      }
    }
    return lines.limit();
  }

  /** Leaves the stream open: it is the process's. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return "the standard output";
  }
}
