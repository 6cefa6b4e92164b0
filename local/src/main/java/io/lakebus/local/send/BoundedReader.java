// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * Text that refuses to go on when a record does not end: a quote that is never closed would
 * otherwise read a whole file into memory.
 */
final class BoundedReader extends FilterReader {

  /** Well above what the gateway takes for one event. */
  static final int MAX_RECORD_CHARACTERS = 8 << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private long sinceRecord;

  private BoundedReader(Reader text) {
    super(text);
  }

  /**
   * Reads UTF-8, without its byte order mark. Bytes that are not UTF-8 are a {@link
   * java.nio.charset.CharacterCodingException}, never replaced.
   */
  static BoundedReader utf8(InputStream in) throws IOException {
    PushbackReader text =
        new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    int first = text.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      text.unread(first);
    }
    return new BoundedReader(text);
  }

  /** A record has ended. */
  void recordRead() {
    sinceRecord = 0;
  }

  @Override
  public int read() throws IOException {
    int character = super.read();
    count(character < 0 ? 0 : 1);
    return character;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    count(Math.max(count, 0));
    return count;
  }

  private void count(int characters) throws IOException {
    sinceRecord += characters;
    if (sinceRecord > MAX_RECORD_CHARACTERS) {
      throw new IOException(
          "a record does not end within "
              + MAX_RECORD_CHARACTERS
              + " characters: is a quote or a bracket never closed?");
    }
  }
}
