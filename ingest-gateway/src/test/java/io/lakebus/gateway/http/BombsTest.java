// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.github.luben.zstd.Zstd;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Compressed bodies that would cost more than their size says. */
class BombsTest {

  private static final String EMPTY_GZIP = "1f8b08000000000000ff" + "0300" + "0000000000000000";

  private static final InMemoryEventLog LOG = new InMemoryEventLog();
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start(LOG);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({"23, 202", "24, 400", "27, 400", "31, 400"})
  void aZstdFrameMayAskForAWindowOfEightMebibytes(int log, int status) throws IOException {
    Answer answer = post("zstd", framed(log, "{\"a\":\"window\"}"));

    assertThat(answer.status()).isEqualTo(status);
    if (status == 400) {
      assertThat(answer.body()).contains("\"detail\":\"the body is not zstd\"");
    }
  }

  /** A frame of one raw block, whose header says which window it needs. */
  private static byte[] framed(int log, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(HexFormat.of().parseHex("28b52ffd"));
    out.write(0); // neither size nor checksum
    out.write((log - 10) << 3);
    int block = 1 | bytes.length << 3;
    out.write(block);
    out.write(block >> 8);
    out.write(block >> 16);
    out.write(bytes);
    return out.toByteArray();
  }

  @Test
  void aZstdFrameInAFrameIsInflatedOnce() {
    byte[] inner = Zstd.compress(new byte[4 << 20]);

    assertThat(post("zstd", Zstd.compress(inner)).status()).isEqualTo(400);
  }

  @Test
  void severalFramesAreOneBody() {
    byte[] half = "{\"a\":".getBytes(StandardCharsets.US_ASCII);
    byte[] rest = "1}".getBytes(StandardCharsets.US_ASCII);

    assertThat(post("zstd", join(Zstd.compress(half), Zstd.compress(rest))).status())
        .isEqualTo(202);
  }

  @Test
  void aBodyThatInflatesToNothingIsNotReadForEver() {
    byte[] members =
        HexFormat.of().parseHex(String.join("", Collections.nCopies(40_000, EMPTY_GZIP)));
    List<byte[]> parts = Collections.nCopies(10, members);
    byte[] frame = HexFormat.of().parseHex("502a4d1800001000"); // to be skipped, of a mebibyte
    List<byte[]> frames = Collections.nCopies(8, join(frame, new byte[1 << 20]));

    Answer gzip = chunked("gzip", parts);
    Answer zstd = chunked("zstd", frames);

    assertThat(List.of(gzip.status(), zstd.status())).containsOnly(413);
    assertThat(gzip.body()).contains("\"code\":\"body-too-large\"");
  }

  @Test
  void manyEmptyMembersBeforeABodyAreRead() throws IOException {
    byte[] empty =
        HexFormat.of().parseHex(String.join("", Collections.nCopies(100_000, EMPTY_GZIP)));
    ByteArrayOutputStream last = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(last)) {
      gzip.write("{}".getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(post("gzip", join(empty, last.toByteArray())).status()).isEqualTo(202);
  }

  @Test
  void aCompressedBodyIsReadAlsoWhereBodiesMayBeAsLargeAsCanBe() {
    byte[] body = Zstd.compress("{}".getBytes(StandardCharsets.US_ASCII));

    try (TestGateway wide = TestGateway.start((EventLog) LOG, "body.max-size=2097151KiB")) {
      assertThat(wide.to("/v1/events/t").with("Content-Encoding", "zstd").post(body).status())
          .isEqualTo(202);
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static Answer post(String encoding, byte[] body) {
    return gateway.to("/v1/events/t").with("Content-Encoding", encoding).post(body);
  }

  private static Answer chunked(String encoding, List<byte[]> body) {
    return gateway.to("/v1/events/t").with("Content-Encoding", encoding).postChunked(body);
  }
}
