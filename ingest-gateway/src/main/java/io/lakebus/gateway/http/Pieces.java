// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of which it is not known how many there will be, gathered in pieces: none is copied before
 * all are there, and none is large. Of an array that is, the collectors of the virtual machine make
 * a special case: it takes regions of its own, or room where everything old is, at once.
 */
final class Pieces {

  /** Of most bodies it is the only one. */
  private static final int SMALLEST = 16 << 10;

  /** Less than half of G1's smallest region. */
  private static final int LARGEST = 256 << 10;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = new byte[0];
  private int used;
  private int length;

  /** How many bytes there are. */
  int length() {
    return length;
  }

  /** Whether the next byte needs a new piece. */
  boolean isFull() {
    return used == last.length;
  }

  /**
   * How large the next piece is to be: as large as all before it, so that there are few.
   *
   * @param most how many bytes may come
   */
  int nextSize(int most) {
    return Math.min(Math.clamp(length, SMALLEST, LARGEST), most);
  }

  /** Begins a new piece, when the last one is full. */
  void begin(int size) {
    if (length > 0) {
      full.add(last);
    }
    last = new byte[size];
    used = 0;
  }

  void add(byte one) {
    last[used++] = one;
    length++;
  }

  /**
   * Reads what fits into the last piece.
   *
   * @return whether there was more to read
   */
  boolean readFrom(InputStream stream) throws IOException {
    int read = stream.read(last, used, last.length - used);
    if (read < 0) {
      return false;
    }
    used += read;
    length += read;
    return true;
  }

  /**
   * All bytes, in one array. While they are copied they are there twice, of no more bodies at a
   * time than there are processors, for nothing is waited for.
   */
  byte[] joined() {
    if (full.isEmpty() && isFull()) {
      return last;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] piece : full) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    System.arraycopy(last, 0, all, at, used);
    return all;
  }
}
