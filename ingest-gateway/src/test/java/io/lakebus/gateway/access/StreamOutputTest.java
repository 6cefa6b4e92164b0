// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamOutputTest {

  private static final String LINE = "x".repeat(999) + "\n";
  private static final String LONG_LINE = "y".repeat(5_000) + "\n";

  private final List<String> pieces = new ArrayList<>();
  private int failAt = Integer.MAX_VALUE;
  private final StreamOutput output =
      new StreamOutput(
          new OutputStream() {
            @Override
            public void write(int one) {
              throw new AssertionError("one byte at a time");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
              if (pieces.size() == failAt) {
                throw new IOException("broken pipe");
              }
              pieces.add(new String(bytes, offset, length, StandardCharsets.US_ASCII));
            }
          });

  @Test
  void aPieceHasWholeLinesAndFitsIntoAPipe() throws IOException {
    write(LINE.repeat(9));

    assertThat(pieces).containsExactly(LINE.repeat(4), LINE.repeat(4), LINE);
  }

  @Test
  void aPieceMayBeExactlyAsLargeAsAPipeTakes() throws IOException {
    String filler = "z".repeat(95) + "\n";
    write(LINE.repeat(4) + filler + LINE);

    assertThat(pieces).containsExactly(LINE.repeat(4) + filler, LINE);
    pieces.clear();
    write(LINE.repeat(4) + "z" + filler + LINE);

    assertThat(pieces).containsExactly(LINE.repeat(4), "z" + filler + LINE);
  }

  @Test
  void aLongLineIsAPieceOfItsOwn() throws IOException {
    write(LINE + LONG_LINE + LINE);

    assertThat(pieces).containsExactly(LINE, LONG_LINE, LINE);
  }

  @Test
  void whatIsWrittenIsNotWrittenAgain() throws IOException {
    ByteBuffer lines = buffer(LINE.repeat(9));
    failAt = 1;

    assertThatThrownBy(() -> output.write(lines)).hasMessage("broken pipe");
    failAt = Integer.MAX_VALUE;
    output.write(lines);

    assertThat(pieces).containsExactly(LINE.repeat(4), LINE.repeat(4), LINE);
  }

  private void write(String lines) throws IOException {
    output.write(buffer(lines));
  }

  private static ByteBuffer buffer(String lines) {
    return ByteBuffer.wrap(lines.getBytes(StandardCharsets.US_ASCII));
  }
}
