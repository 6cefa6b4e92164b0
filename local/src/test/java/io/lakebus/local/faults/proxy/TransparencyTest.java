// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A proxy without trouble passes every byte, whatever the bytes mean. */
class TransparencyTest {

  private static final int TOTAL = 10 << 20;
  private static final int LARGEST_STEP = 100_000;

  private final SplittableRandom random = new SplittableRandom(20261124);

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void tenMegabytesOfMessagesArriveUnchangedInBothDirections(Protocol protocol) throws Exception {
    assertPassed(protocol, requests(protocol), answers(protocol));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void bytesThatAreNoMessagesArriveUnchangedInBothDirections(Protocol protocol) throws Exception {
    assertPassed(protocol, noise(1 << 20), noise(1 << 20));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void messagesThatBreakOffArriveAsFarAsTheyGo(Protocol protocol) throws Exception {
    byte[] requests = requests(protocol);
    byte[] answers = answers(protocol);
    for (int end = 1; end < 300; end += 7) {
      assertPassed(protocol, Arrays.copyOf(requests, end), Arrays.copyOf(answers, end));
    }
  }

  /** The server answers when the client has sent all and ended its direction. */
  private void assertPassed(Protocol protocol, byte[] sent, byte[] answered) throws Exception {
    CompletableFuture<byte[]> arrived = new CompletableFuture<>();
    try (TestServer server =
            new TestServer(
                connection -> {
                  arrived.complete(connection.getInputStream().readAllBytes());
                  writeInSteps(connection.getOutputStream(), answered);
                });
        FaultProxy proxy = new FaultProxy("p", 0, server.port(), protocol);
        Socket client = TestServer.connect(proxy.port())) {
      writeInSteps(client.getOutputStream(), sent);
      client.shutdownOutput();
      byte[] received = client.getInputStream().readAllBytes();

      assertThat(Arrays.equals(arrived.join(), sent)).as("requests").isTrue();
      assertThat(Arrays.equals(received, answered)).as("answers").isTrue();
    }
  }

  private void writeInSteps(OutputStream out, byte[] bytes) throws IOException {
    SplittableRandom steps = new SplittableRandom(7);
    int from = 0;
    while (from < bytes.length) {
      int count = Math.min(bytes.length - from, 1 + steps.nextInt(LARGEST_STEP));
      out.write(bytes, from, count);
      from += count;
    }
  }

  private byte[] requests(Protocol protocol) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    if (protocol == Protocol.POSTGRESQL) {
      all.write(startup());
    }
    while (all.size() < TOTAL) {
      byte[] body = noise(random.nextInt(300_000));
      switch (protocol) {
        case HTTP -> writeHttp(all, "PUT /lakebus/a.parquet HTTP/1.1", body);
        case KAFKA -> writeKafka(all, body, 8);
        case POSTGRESQL -> writePostgresql(all, "PBDESQdX", body);
      }
    }
    return all.toByteArray();
  }

  private byte[] answers(Protocol protocol) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < TOTAL) {
      byte[] body = noise(random.nextInt(300_000));
      switch (protocol) {
        case HTTP -> writeHttp(all, "HTTP/1.1 200 OK", body);
        case KAFKA -> writeKafka(all, body, 4);
        case POSTGRESQL -> writePostgresql(all, "RSDCZTEN", body);
      }
    }
    return all.toByteArray();
  }

  private void writeHttp(ByteArrayOutputStream all, String start, byte[] body) throws IOException {
    if (random.nextInt(3) > 0) {
      all.write(text(start + "\r\nContent-Length: " + body.length + "\r\nX-A: b\r\n\r\n"));
      all.write(body);
      return;
    }
    all.write(text(start + "\r\nTransfer-Encoding: chunked\r\n\r\n"));
    for (int from = 0; from < body.length; from += LARGEST_STEP) {
      byte[] chunk = Arrays.copyOfRange(body, from, Math.min(body.length, from + LARGEST_STEP));
      all.write(text(Integer.toHexString(chunk.length) + ";name=value\r\n"));
      all.write(chunk);
      all.write(text("\r\n"));
    }
    all.write(text("0\r\nX-Trailer: 1\r\n\r\n"));
  }

  private void writeKafka(ByteArrayOutputStream all, byte[] body, int header) throws IOException {
    all.write(ByteBuffer.allocate(4).putInt(header + body.length).array());
    all.write(noise(header));
    all.write(body);
  }

  private void writePostgresql(ByteArrayOutputStream all, String types, byte[] body)
      throws IOException {
    int size = random.nextBoolean() ? body.length : body.length % 100;
    all.write(types.charAt(random.nextInt(types.length())));
    all.write(ByteBuffer.allocate(4).putInt(4 + size).array());
    all.write(body, 0, size);
  }

  private static byte[] startup() {
    byte[] user = text("user\0lakebus\0\0");
    return ByteBuffer.allocate(8 + user.length)
        .putInt(8 + user.length)
        .putInt(3 << 16)
        .put(user)
        .array();
  }

  private byte[] noise(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
