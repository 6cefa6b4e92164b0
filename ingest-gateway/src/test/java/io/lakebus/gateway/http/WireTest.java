// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WireTest {

  private static final long USUAL = 30_000;
  private static final BodyLimits LIMITS =
      new BodyLimits(100, Duration.ofSeconds(20), Duration.ofSeconds(5), 1_000);

  private final ScheduledExecutorScheduler timers = new ScheduledExecutorScheduler("timers", true);
  private ByteArrayEndPoint connection;

  @BeforeEach
  void open() throws Exception {
    timers.start();
    connection = new ByteArrayEndPoint(timers, USUAL);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    timers.stop();
  }

  @Test
  void aReadThatWaitsWaitsForWhatIsLeftAndNoLongerOnceItIsClosed() throws IOException {
    try (Wire wire = wire(0, Duration.ZERO)) {
      assertThat(wire.read()).isEqualTo('a');
      assertThat(connection.getIdleTimeout()).isBetween(1L, 5_000L);
    }
    assertThat(connection.getIdleTimeout()).isEqualTo(USUAL);
  }

  @Test
  void aReadThatDoesNotWaitLeavesTheConnectionAlone() throws IOException {
    try (Wire wire = wire(1, Duration.ZERO)) {
      assertThat(wire.read()).isEqualTo('a');
      assertThat(connection.getIdleTimeout()).isEqualTo(USUAL);
    }
  }

  @Test
  void bytesThatComeTooSlowlyAreATimeoutAlsoWhereNoReadWaits() throws IOException {
    Wire wire = wire(1, Duration.ofSeconds(6));

    assertThatThrownBy(wire::read)
        .isInstanceOfSatisfying(
            Wire.FailedException.class, failure -> assertThat(failure.isTimeout()).isTrue());
    wire.close();
    assertThat(connection.getIdleTimeout()).as("time for the answer").isEqualTo(1_000);
  }

  @Test
  void moreBytesThanMayComeAreAFailureThatIsNoTimeout() throws IOException {
    Wire wire = wire(1, Duration.ZERO);
    assertThat(wire.readNBytes(10)).hasSize(10);

    assertThatThrownBy(wire::read)
        .isInstanceOfSatisfying(
            Wire.FailedException.class, failure -> assertThat(failure.isTimeout()).isFalse());
    wire.close();
    assertThat(connection.getIdleTimeout()).isEqualTo(USUAL);
  }

  /** Of a body that began some time ago and may have ten bytes. */
  private Wire wire(int available, Duration ago) {
    Pace pace = new Pace(LIMITS, System.nanoTime() - ago.toNanos());
    return new Wire(new Endless(available), new Patience(connection), pace, 10);
  }

  /** A body that does not end. */
  private static final class Endless extends ServletInputStream {

    private final int available;

    Endless(int available) {
      this.available = available;
    }

    @Override
    public int read() {
      return 'a';
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (length > 0) {
        target[offset] = 'a';
      }
      return Math.min(length, 1);
    }

    @Override
    public int available() {
      return available;
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("read only");
    }
  }
}
