// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import io.lakebus.testing.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BufferedAccessLogTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration NEVER = Duration.ofDays(1);
  private static final Duration SOON = Duration.ofMillis(1);

  private final HandOutput output = new HandOutput();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void linesAreWrittenInTheirOrderAndCounted() {
    StringBuilder expected = new StringBuilder();
    try (BufferedAccessLog log = log(SOON, SOON, 1 << 16)) {
      for (int i = 0; i < 1_000; i++) {
        expected.append("line ").append(i).append('\n');
        write(log, "line " + i);
      }
      Await.until(PATIENCE, () -> output.text().contentEquals(expected));
      assertThat(output.isClosed()).isFalse();
    }
    assertThat(output.isClosed()).isTrue();
    assertThat(lines()).isEqualTo(1_000);
    assertThat(dropped()).isZero();
  }

  @Test
  void aLineWaitsForOthersUnlessThereAreMany() {
    try (BufferedAccessLog log = log(NEVER, SOON, 100)) {
      write(log, "x".repeat(48)); // 49 bytes
      assertThat(output.text()).isEmpty();
      write(log, "");
      Await.until(PATIENCE, () -> output.text().length() == 50);
      assertThat(output.writes()).isEqualTo(1);
    }
  }

  @Test
  void aCloseWritesWhatWaits() {
    try (BufferedAccessLog log = log(NEVER, SOON, 1 << 16)) {
      write(log, "one");
      write(log, "two");
    }
    assertThat(output.text()).isEqualTo("one\ntwo\n");
    assertThat(output.isClosed()).isTrue();
  }

  @Test
  void whatThereIsNoRoomForIsDroppedAndCountedAndNobodyWaits() {
    output.hold();
    try (BufferedAccessLog log = log(SOON, SOON, 10)) {
      write(log, "one");
      Await.until(PATIENCE, () -> output.writes() == 1);
      write(log, "two-");
      write(log, "3--");
      write(log, "four"); // 5 + 4 + 5 bytes are more than 10
      write(log, "");
      assertThat(dropped()).isEqualTo(1);
      output.letGo();
      Await.until(PATIENCE, () -> output.text().equals("one\ntwo-\n3--\n\n"));
      write(log, "a line that is longer than all the room there is");
      write(log, "five");
    }
    assertThat(output.text()).isEqualTo("one\ntwo-\n3--\n\nfive\n");
    assertThat(lines()).isEqualTo(5);
    assertThat(dropped()).isEqualTo(2);
  }

  @Test
  void anOutputThatFailsIsTriedAgainFromWhereItStopped() {
    output.room(6);
    try (BufferedAccessLog log = log(SOON, SOON, 1 << 10)) {
      write(log, "one");
      write(log, "two");
      write(log, "three");
      Await.until(PATIENCE, () -> output.failures() > 2);
      assertThat(output.text()).isEqualTo("one\ntw");
      write(log, "four");
      assertThat(dropped()).isZero();
      output.room(Long.MAX_VALUE);
      Await.until(PATIENCE, () -> output.text().equals("one\ntwo\nthree\nfour\n"));
      write(log, "five");
    }
    assertThat(output.text()).isEqualTo("one\ntwo\nthree\nfour\nfive\n");
    assertThat(dropped()).isZero();
  }

  @Test
  void anOutputThatFailsShowsBeforeTheFirstLine() {
    output.room(0);
    try (BufferedAccessLog log = log(SOON, SOON, 1 << 10)) {
      Await.until(PATIENCE, () -> output.failures() > 0);
      output.room(Long.MAX_VALUE);
      write(log, "one");
    }
    assertThat(output.text()).isEqualTo("one\n");
  }

  @Test
  void aCloseTriesOnceMoreWhatHasFailed() {
    try (BufferedAccessLog log = log(SOON, NEVER, 1 << 10)) {
      output.room(2);
      write(log, "one");
      Await.until(PATIENCE, () -> output.failures() == 1);
      output.room(Long.MAX_VALUE);
    }
    assertThat(output.text()).isEqualTo("one\n");
    assertThat(dropped()).isZero();
  }

  @Test
  void whatCannotBeWrittenAtACloseIsCountedAsLost() {
    output.room(0);
    try (BufferedAccessLog log = log(SOON, NEVER, 1 << 10)) {
      Await.until(PATIENCE, () -> output.failures() == 1);
      write(log, "one");
      write(log, "two");
    }
    assertThat(output.isClosed()).isTrue();
    assertThat(lines()).isZero();
    assertThat(dropped()).isEqualTo(2);
  }

  @Test
  void whatComesAfterTheCloseIsCountedAsLost() {
    BufferedAccessLog log = log(SOON, SOON, 1 << 10);
    log.close();
    write(log, "late");

    assertThat(output.text()).isEmpty();
    assertThat(dropped()).isEqualTo(1);
  }

  @Test
  void aCloseDoesNotWaitForEverForAnOutputThatHangs() {
    output.hold();
    BufferedAccessLog log =
        new BufferedAccessLog(
            output, new BufferedAccessLog.Pace(SOON, SOON, Duration.ofMillis(20), 1 << 10));
    write(log, "one");
    log.close();

    assertThat(output.isClosed()).isFalse();
    output.letGo();
    Await.until(PATIENCE, output::isClosed);
    assertThat(output.text()).isEqualTo("one\n");
  }

  private BufferedAccessLog log(Duration linger, Duration retry, int capacity) {
    BufferedAccessLog log =
        new BufferedAccessLog(
            output, new BufferedAccessLog.Pace(linger, retry, PATIENCE, capacity));
    log.bindTo(registry);
    return log;
  }

  private static void write(BufferedAccessLog log, String line) {
    log.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private double lines() {
    return registry.get("lakebus.gateway.access.log.lines").functionCounter().count();
  }

  private double dropped() {
    return registry.get("lakebus.gateway.access.log.dropped").functionCounter().count();
  }
}
