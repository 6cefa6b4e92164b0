// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.testing.Await;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Callers that connect and say nothing. Where they are too many, nobody is answered at all. */
@Timeout(180)
class IdleConnectionsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MANY = 10_000;

  /** What a pause of the machine costs, and no more; a gateway that is full never answers. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  /** Each of the two processes has a file for each connection, and some more. */
  private static void assumeFilesFor(int connections) {
    assumeTrue(
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount()
            >= connections + 1_000L,
        "the limit of open files, ulimit -n, is too low here");
  }

  @Test
  void anEventIsAnsweredAsFastAsUsualBesideTenThousandIdleConnections() throws IOException {
    assumeFilesFor(MANY);
    try (TestGateway gateway =
        TestGateway.start((EventLog) new InMemoryEventLog(), "http.idle-timeout=10m")) {
      Duration usual = median(gateway);
      try (IdleCaller caller = IdleCaller.open(gateway.port(), MANY)) {
        Await.until(PATIENCE, () -> connections(gateway) >= MANY);

        assertThat(median(gateway)).isLessThan(usual.multipliedBy(5).plus(SLACK));
        assertThat(connections(gateway)).isGreaterThanOrEqualTo(MANY);
        assertThat(caller.isAlive()).isTrue();
      }
      Await.until(PATIENCE, () -> connections(gateway) < 10);
    }
  }

  @Test
  void whereThereIsNoRoomIdleConnectionsMakeSome() throws IOException {
    try (TestGateway gateway =
            TestGateway.start(
                (EventLog) new InMemoryEventLog(),
                "http.idle-timeout=10m",
                "http.max-connections=20");
        IdleCaller caller = IdleCaller.open(gateway.port(), 20)) {
      Await.until(PATIENCE, () -> connections(gateway) >= 20);

      assertThat(gateway.to("/v1/events/t").post("{}").status()).isEqualTo(202);
      assertThat(caller.isAlive()).isTrue();
    }
  }

  private static Duration median(TestGateway gateway) {
    return Duration.ofNanos(
        IntStream.range(0, 21)
            .mapToLong(call -> nanos(gateway))
            .sorted()
            .skip(10)
            .findFirst()
            .orElseThrow());
  }

  private static long nanos(TestGateway gateway) {
    long start = System.nanoTime();
    assertThat(gateway.to("/v1/events/t").post("{}").status()).isEqualTo(202);
    return System.nanoTime() - start;
  }

  private static int connections(TestGateway gateway) {
    return gateway
        .metrics()
        .lines()
        .filter(line -> line.startsWith("lakebus_gateway_connections "))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }
}
