// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class GzipInputTest {

  private static final String EMPTY = "1f8b08000000000000ff" + "0300" + "0000000000000000";

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8_191, 8_192, 100_000})
  void whatWasCompressedComesBack(int size) throws IOException {
    byte[] plain = new byte[size];
    new Random(1).nextBytes(plain);

    assertThat(read(gzip(plain))).isEqualTo(plain);
    assertThat(read(gzip(plain), gzip(plain), gzip(new byte[0]))).isEqualTo(join(plain, plain));
  }

  @Test
  void membersAreReadWhereverTheirBytesAreCut() throws IOException {
    byte[] two = join(gzip(bytes("first,")), gzip(bytes("second")));
    InputStream oneByOne =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            return at == two.length ? -1 : two[at++] & 0xff;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            int next = read();
            if (next < 0) {
              return -1;
            }
            target[offset] = (byte) next;
            return 1;
          }
        };

    assertThat(new GzipInput(oneByOne).readAllBytes()).isEqualTo(bytes("first,second"));
  }

  @Test
  void aHeaderMayHaveAllItsParts() throws IOException {
    byte[] whole = gzip(bytes("content"));
    byte[] header = HexFormat.of().parseHex("1f8b081e00000000000303006162636e616d6500636f6d00ffff");

    assertThat(read(header, Arrays.copyOfRange(whole, 10, whole.length)))
        .isEqualTo(bytes("content"));
  }

  @Test
  void manyEmptyMembersCostNothing() throws IOException {
    byte[] members = HexFormat.of().parseHex(String.join("", Collections.nCopies(100_000, EMPTY)));

    assertThat(read(members)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void whatIsNotGzipToItsEndIsAnError(String name, byte[] stream) {
    assertThatThrownBy(() -> read(stream)).isInstanceOf(IOException.class);
  }

  static Stream<Arguments> broken() throws IOException {
    byte[] whole = gzip(bytes("some content that is compressed"));
    return Stream.of(
        arguments("nothing", new byte[0]),
        arguments("cut in the header", Arrays.copyOf(whole, 5)),
        arguments("cut in the data", Arrays.copyOf(whole, whole.length - 12)),
        arguments("cut in the trailer", Arrays.copyOf(whole, whole.length - 1)),
        arguments("something after it", join(whole, bytes("{\"a\":1}"))),
        arguments("a zero after it", join(whole, new byte[1])),
        arguments("a second that is cut", join(whole, Arrays.copyOf(whole, 15))),
        arguments("another magic number", changed(whole, 0)),
        arguments("another method", changed(whole, 2)),
        arguments("a flag that does not exist", flagged(whole)),
        arguments("another checksum", changed(whole, whole.length - 8)),
        arguments("another size", changed(whole, whole.length - 1)));
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 1;
    return copy;
  }

  private static byte[] flagged(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[3] |= 0x20;
    return copy;
  }

  private static byte[] read(byte[]... parts) throws IOException {
    try (GzipInput in = new GzipInput(new ByteArrayInputStream(join(parts)))) {
      return in.readAllBytes();
    }
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }
}
