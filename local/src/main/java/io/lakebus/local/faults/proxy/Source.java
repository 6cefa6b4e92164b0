// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.EOFException;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What one side of a connection sends, with a window at its front that can be looked at. */
final class Source {

  /** How far one can look ahead, in bytes. */
  static final int WINDOW = 64 << 10;

  private final InputStream in;
  private final Flushable otherSide;
  private final byte[] buffer = new byte[WINDOW];
  private int from;
  private int to;

  /**
   * @param otherSide is flushed before each read that may wait: nobody waits for bytes that are
   *     here
   */
  Source(InputStream in, Flushable otherSide) {
    this.in = in;
    this.otherSide = otherSide;
  }

  /** Whether so many bytes, at most {@link #WINDOW}, come before the end; waits for them. */
  boolean has(int count) throws IOException {
    while (to - from < count) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  /** Reads more behind what there is; false at the end and if the window is full. */
  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = 0;
    } else if (to == buffer.length) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      return false;
    }
    otherSide.flush();
    int count = in.read(buffer, to, buffer.length - to);
    if (count < 0) {
      return false;
    }
    to += count;
    return true;
  }

  /** A byte of the window, which must be {@linkplain #has here}. */
  byte at(int index) {
    return buffer[from + index];
  }

  short shortAt(int index) {
    return (short) ((at(index) << 8) | (at(index + 1) & 0xff));
  }

  int intAt(int index) {
    return (shortAt(index) << 16) | (shortAt(index + 2) & 0xffff);
  }

  /** Takes bytes that are here. */
  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(buffer, from, from + count);
    from += count;
    return taken;
  }

  /** Takes all up to and including a text; nothing if it does not come within the window. */
  byte[] takeThrough(byte[] end) throws IOException {
    int length = end.length;
    while (true) {
      while (length <= to - from) {
        int start = from + length - end.length;
        if (Arrays.equals(buffer, start, from + length, end, 0, end.length)) {
          return take(length);
        }
        length++;
      }
      if (!fill()) {
        return new byte[0];
      }
    }
  }

  /**
   * Passes on so many bytes as they come.
   *
   * @throws EOFException if the end comes before
   */
  void transfer(long count, Sink sink) throws IOException {
    long left = count;
    while (left > 0) {
      if (!has(1)) {
        throw new EOFException("ended " + left + " bytes too early");
      }
      left -= pass((int) Math.min(left, to - from), sink);
    }
  }

  /** Passes on all up to the end. */
  void transferAll(Sink sink) throws IOException {
    while (has(1)) {
      pass(to - from, sink);
    }
  }

  private int pass(int count, Sink sink) throws IOException {
    sink.write(buffer, from, count);
    from += count;
    return count;
  }
}
