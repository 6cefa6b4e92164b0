// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import java.nio.ByteBuffer;

/** Lines that wait to be written, no more of them than there is room for. Not thread-safe. */
final class Batch {

  private final byte[] bytes;
  private int length;
  private int lines;

  /**
   * @param capacity how many bytes there is room for
   */
  Batch(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** Takes a line, or says that there is no room for it. */
  boolean add(byte[] line) {
    if (line.length > bytes.length - length) {
      return false;
    }
    System.arraycopy(line, 0, bytes, length, line.length);
    length += line.length;
    lines++;
    return true;
  }

  boolean isEmpty() {
    return lines == 0;
  }

  /** Whether it is time to write it, whatever the clock says. */
  boolean isHalfFull() {
    return length >= bytes.length / 2;
  }

  int lines() {
    return lines;
  }

  /** Its bytes, to be read before anything is added. */
  ByteBuffer content() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  void clear() {
    length = 0;
    lines = 0;
  }
}
