// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Troubles of connections, whatever goes over them. The server echoes. */
class ConnectionTroubleTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

  /** The first bytes of a frame that is longer than any test. */
  private static final byte[] FRAME = ByteBuffer.allocate(12).putInt(Integer.MAX_VALUE).array();

  private final TestTime time = TestTime.flying();
  private final AtomicInteger connections = new AtomicInteger();
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private TestServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server =
        new TestServer(
            connection -> {
              connections.incrementAndGet();
              connection.getInputStream().transferTo(connection.getOutputStream());
              ends.add("end");
            });
    proxy = new FaultProxy("raw", 0, server.port(), Protocol.KAFKA, time);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  /** A connection in the midst of a frame, on which bytes have come back. */
  private Socket open() throws IOException {
    Socket client = TestServer.connect(proxy.port());
    echo(client, FRAME);
    return client;
  }

  private static void echo(Socket client, byte[] bytes) throws IOException {
    client.getOutputStream().write(bytes);
    assertThat(client.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
  }

  @Test
  void openConnectionsAreResetAndNewOnesToo() throws Exception {
    try (Socket first = open();
        Socket second = open()) {
      proxy.inflict(new Trouble.Reset());

      assertThat(TestServer.isReset(first)).isTrue();
      assertThat(TestServer.isReset(second)).isTrue();
      assertThat(proxy.hits()).isEqualTo(2);
    }
    try (Socket third = TestServer.connect(proxy.port())) {
      assertThat(TestServer.isReset(third)).isTrue();
      assertThat(proxy.hits()).isEqualTo(3);
    }
    assertThat(connections).hasValue(2);

    proxy.heal();
    try (Socket fourth = open()) {
      echo(fourth, HELLO);
    }
  }

  @Test
  void aBlackHoleKeepsWhatComesUntilItIsHealed() throws Exception {
    try (Socket client = open()) {
      proxy.inflict(new Trouble.BlackHole());
      client.getOutputStream().write(HELLO);
      assertThat(proxy.awaitHits(1, LIMIT)).isTrue();
      try (Socket other = TestServer.connect(proxy.port())) {
        assertThat(proxy.awaitHits(2, LIMIT)).isTrue();
        assertThat(connections).hasValue(1);
        assertThat(client.getInputStream().available()).isZero();

        proxy.heal();
        assertThat(client.getInputStream().readNBytes(HELLO.length)).isEqualTo(HELLO);
        echo(other, FRAME);
      }
    }
    assertThat(connections).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theServerDoesNotSeeAClientLeaveInABlackHole(boolean isRude) throws Exception {
    Socket client = open();
    proxy.inflict(new Trouble.BlackHole());
    if (isRude) {
      client.setSoLinger(true, 0);
    }
    client.close();

    assertThat(proxy.awaitHits(1, LIMIT)).isTrue();
    assertThat(ends).isEmpty();
    proxy.heal();
    assertThat(ends.take()).isEqualTo("end");
  }

  @Test
  void aConnectionIsResetAfterSoManyBytesOfBothDirections() throws Exception {
    try (Socket first = open();
        Socket second = open()) {
      proxy.inflict(new Trouble.DropAfter(2L * HELLO.length));
      echo(first, HELLO);
      echo(second, HELLO);
      assertThat(proxy.hits()).isZero();

      first.getOutputStream().write(HELLO);
      assertThat(TestServer.isReset(first)).isTrue();
      assertThat(proxy.hits()).isEqualTo(1);
      second.getOutputStream().write(HELLO);
      assertThat(TestServer.isReset(second)).isTrue();
      assertThat(proxy.hits()).isEqualTo(2);
    }
  }

  @Test
  void aThrottledProxyTakesASecondForSoManyBytesInEachDirection() throws Exception {
    try (Socket client = open()) {
      proxy.inflict(new Trouble.Throttle(1_000));

      echo(client, new byte[5_000]);

      assertThat(time.passed()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
      assertThat(proxy.hits()).isBetween(100, 120);
    }
  }

  @Test
  void aClientIsResetWhenTheServerIsDown() throws Exception {
    server.close();
    try (Socket client = TestServer.connect(proxy.port())) {
      assertThat(TestServer.isReset(client)).isTrue();
    }
  }

  @Test
  void aClosedProxyEndsItsConnectionsAndListensNoMore() throws Exception {
    try (Socket client = open()) {
      int port = proxy.port();
      proxy.close();

      assertThat(client.getInputStream().read()).isNegative();
      assertThatThrownBy(() -> TestServer.connect(port)).isInstanceOf(IOException.class);
    }
    assertThat(ends.take()).isEqualTo("end");
  }

  @Test
  void aTakenPortIsRefusedByName() {
    assertThatThrownBy(() -> new FaultProxy("second", proxy.port(), 1, Protocol.KAFKA))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("second")
        .hasMessageContaining(Integer.toString(proxy.port()));
  }
}
