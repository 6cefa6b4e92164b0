// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SourceTest {

  private static Source of(String text) {
    return new Source(stream(text.getBytes(StandardCharsets.UTF_8)), () -> {});
  }

  /** Gives one byte a time, as a slow network does. */
  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] target, int from, int count) {
        return super.read(target, from, Math.min(1, count));
      }
    };
  }

  @Test
  void aBulkOfDataIsPassedInLargePieces() throws IOException {
    Source source = new Source(new ByteArrayInputStream(new byte[10 << 20]), () -> {});
    List<Integer> pieces = new ArrayList<>();

    source.transfer(10 << 20, (bytes, from, count) -> pieces.add(count));

    assertThat(pieces).hasSize(160).containsOnly(Source.WINDOW);
  }

  @Test
  void numbersAreInNetworkOrder() throws IOException {
    Source source =
        new Source(
            new ByteArrayInputStream(new byte[] {0, (byte) 0x80, (byte) 0xff, 1, 2}), () -> {});

    assertThat(source.has(5)).isTrue();
    assertThat(source.intAt(0)).isEqualTo(0x0080ff01);
    assertThat(source.intAt(1)).isEqualTo(0x80ff0102);
    assertThat(source.shortAt(1)).isEqualTo((short) 0x80ff);
  }

  @Test
  void whatIsTakenThroughATextIncludesIt() throws IOException {
    Source source = of("a\r\nbc\r\n\r\nd");
    byte[] end = "\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    assertThat(source.takeThrough(end))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("a\r\nbc\r\n\r\n");
    assertThat(source.takeThrough(end)).isEmpty();
    assertThat(source.has(1)).isTrue();
    assertThat(source.has(2)).isFalse();
    assertThat(source.take(1)).isEqualTo(new byte[] {'d'});
  }

  @Test
  void theWindowMovesOn() throws IOException {
    Source source = of("x".repeat(Source.WINDOW) + "y".repeat(Source.WINDOW));

    assertThat(source.has(Source.WINDOW)).isTrue();
    assertThat(source.has(Source.WINDOW + 1)).isFalse();
    assertThat(source.take(10)).containsOnly('x');
    assertThat(source.has(Source.WINDOW)).isTrue();
    assertThat(source.at(Source.WINDOW - 1)).isEqualTo((byte) 'y');
    assertThat(source.at(Source.WINDOW - 11)).isEqualTo((byte) 'x');
  }

  @Test
  void anEarlyEndIsTold() {
    assertThatThrownBy(() -> of("abc").transfer(4, Sink.NOWHERE)).isInstanceOf(EOFException.class);
  }

  @Test
  void theOtherSideIsFlushedBeforeEachRead() throws IOException {
    AtomicInteger flushes = new AtomicInteger();
    Source source = new Source(stream(new byte[3]), flushes::incrementAndGet);

    source.transferAll(Sink.NOWHERE);

    assertThat(flushes).hasValue(4);
  }
}
