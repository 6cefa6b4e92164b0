// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The plain bytes of a gzip stream (RFC 1952), of one member or of several, in constant memory. It
 * takes nothing for the end but the end: the JDK's reader ends in silence at what is no member,
 * which would lose the rest of a body, and calls itself once more for each empty one.
 */
final class GzipInput extends BlockInput {

  private static final int BUFFER = 8 << 10;
  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATE = 8;
  private static final int HAS_CRC = 0x02;
  private static final int HAS_EXTRA = 0x04;
  private static final int HAS_NAME = 0x08;
  private static final int HAS_COMMENT = 0x10;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private int position;
  private int limit;
  private boolean begun;
  private boolean inMember;

  /**
   * @param in the compressed stream; closed with this one
   */
  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (length > 0) {
      if (!inMember && !begin()) {
        return -1;
      }
      int count = inflate(bytes, offset, length);
      if (count > 0) {
        crc.update(bytes, offset, count);
        return count;
      }
      end();
    }
    return 0;
  }

  /** Reads a member's header; false if there is no further member. */
  private boolean begin() throws IOException {
    if (begun && position == limit && !fill()) {
      return false;
    }
    begun = true;
    require(next(2) == MAGIC && next(1) == DEFLATE);
    int flags = (int) next(1);
    require((flags & RESERVED) == 0);
    skip(6); // when, how well and where it was made
    if ((flags & HAS_EXTRA) != 0) {
      skip((int) next(2));
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_CRC) != 0) {
      skip(2);
    }
    handOver();
    inMember = true;
    return true;
  }

  /** Inflates something, or nothing where the member's data ends. */
  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(bytes, offset, length);
      while (count == 0 && !inflater.finished()) {
        require(!inflater.needsDictionary());
        if (inflater.needsInput()) {
          if (!fill()) {
            throw new EOFException("a member is cut off");
          }
          handOver();
        }
        count = inflater.inflate(bytes, offset, length);
      }
      return count;
    } catch (DataFormatException e) {
      throw new IOException("not deflated", e);
    }
  }

  private void handOver() {
    inflater.setInput(buffer, position, limit - position);
    position = limit;
  }

  /** Reads a member's trailer. */
  private void end() throws IOException {
    position = limit - inflater.getRemaining();
    require(next(4) == crc.getValue());
    require(next(4) == (inflater.getBytesWritten() & 0xffff_ffffL));
    inflater.reset();
    crc.reset();
    inMember = false;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next(1);
    }
  }

  private void skipText() throws IOException {
    long next = next(1);
    while (next != 0) {
      next = next(1);
    }
  }

  /** A number of some bytes, the lowest first. */
  private long next(int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      if (position == limit && !fill()) {
        throw new EOFException("the stream is cut off");
      }
      number |= (buffer[position++] & 0xffL) << (8 * i);
    }
    return number;
  }

  private boolean fill() throws IOException {
    int count = in.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(count, 0);
    return count > 0;
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("not gzip");
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
