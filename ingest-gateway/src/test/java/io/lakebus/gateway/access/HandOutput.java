// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An output in memory that takes as many bytes as it is told to, and holds its writer up. */
final class HandOutput implements LineOutput {

  private final StringBuilder text = new StringBuilder();
  private long room = Long.MAX_VALUE;
  private boolean held;
  private int writes;
  private int failures;
  private boolean closed;

  /** Takes this many bytes more, then fails. */
  synchronized void room(long bytes) {
    room = bytes;
  }

  /** From now on a write does not come back. */
  synchronized void hold() {
    held = true;
  }

  synchronized void letGo() {
    held = false;
    notifyAll();
  }

  synchronized String text() {
    return text.toString();
  }

  /** How many writes had something to write. */
  synchronized int writes() {
    return writes;
  }

  synchronized int failures() {
    return failures;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void write(ByteBuffer lines) throws IOException {
    writes += lines.hasRemaining() ? 1 : 0;
    try {
      while (held && lines.hasRemaining()) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    int count = (int) Math.min(room, lines.remaining());
    byte[] taken = new byte[count];
    lines.get(taken);
    text.append(new String(taken, StandardCharsets.US_ASCII));
    room -= room == Long.MAX_VALUE ? 0 : count;
    if (room == 0) {
      failures++;
      throw new IOException("no space left");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return "the test";
  }
}
