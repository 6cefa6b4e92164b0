// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.report;

import io.lakebus.bench.measure.Block;
import io.lakebus.bench.measure.Latency;
import io.lakebus.bench.measure.Series;
import io.lakebus.bench.profile.Profile;
import io.lakebus.bench.profile.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GatewayReportTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final Series<Block> GATEWAY =
      new Series<>(
          "gateway",
          List.of(
              new Block(10_000, 0, SECOND, SECOND, Duration.ofMillis(250)),
              new Block(12_000, 7, SECOND, SECOND, Duration.ofMillis(250))));
  private static final Series<Block> ECHO =
      new Series<>(
          "echo",
          List.of(
              new Block(10_000, 0, SECOND, Duration.ofMillis(500), Duration.ZERO),
              new Block(12_000, 0, SECOND, Duration.ofMillis(500), Duration.ZERO)));

  private static Comparison compared(
      String words, Series<Block> one, Series<Block> other, double aim) {
    return new Comparison(
        words, one.ratio(other, Block::eventsPerCpuSecond), OptionalDouble.of(aim));
  }

  private static LatencyLine latency(long micros, long failed) {
    Latency latency = new Latency();
    latency.record(micros);
    return new LatencyLine("gateway", 5_000, failed, latency);
  }

  @Test
  void theReportSaysWhatWasFound() {
    GatewayReport report =
        new GatewayReport(
            List.of(Map.entry("command", "`lakebus bench gateway`")),
            List.of(GATEWAY, ECHO),
            List.of(
                compared("gateway / echo", GATEWAY, ECHO, 0.6),
                compared("echo / gateway", ECHO, GATEWAY, 0.6)),
            new Comparison(
                "echo / echo", ECHO.ratio(ECHO, Block::eventsPerCpuSecond), OptionalDouble.empty()),
            List.of(latency(2_000, 1).plus(latency(4_000, 2))),
            List.of(
                new ProfileSection(
                    "gateway",
                    new Profile(
                        Map.of(
                            Stage.JETTY, Duration.ofMillis(750),
                            Stage.EVENTS, Duration.ofMillis(250)),
                        Map.of("a.B.c", Duration.ofMillis(100))),
                    80)));

    assertThat(String.join("\n", report.lines()))
        .isEqualTo(
            """
            # Benchmark of the gateway

            - command: `lakebus bench gateway`

            ## Throughput

            As many requests as are answered. Median over the blocks, and in brackets the interval \
            that has it with 95 % confidence. CPU time is that of the subject's process, user and \
            system.

            | subject | events per CPU-second | with the broker's CPU time | µs of CPU time per \
            event | events per second | processors | failed |
            |---|---|---|---|---|---|---|
            | gateway | 11,000 [10,000, 12,000] | 8,800 [8,000, 9,600] | 91.7 | 11,000 | 1.00 | 7 |
            | echo | 22,000 [20,000, 24,000] |  | 45.8 | 11,000 | 0.50 | 0 |

            ## Compared

            Ratios of events per CPU-second within a round. The last line compares two processes of \
            the same program: no difference below twice of what is there counts for anything.

            | | ratio | 95 % interval | aim | |
            |---|---|---|---|---|
            | gateway / echo | 0.50 | 0.50 to 0.50 | 0.60 | not reached |
            | echo / gateway | 2.00 | 2.00 to 2.00 | 0.60 | reached |
            | echo / echo | 1.00 | 1.00 to 1.00 |  |  |

            ## Latency

            Requests by a fixed schedule; latency from the moment at which a request was due to the \
            end of its answer, in milliseconds.

            | subject | events per second | requests | p50 | p99 | p99.9 | max | failed |
            |---|---|---|---|---|---|---|---|
            | gateway | 5,000 | 2 | 2.00 | 4.00 | 4.00 | 4.00 | 3 |

            ## Where the gateway's CPU time goes

            ### gateway

            | stage | share | µs of CPU time per event |
            |---|---|---|
            | Jetty: sockets, HTTP, threads | 75.0 % | 60.00 |
            | check the JSON, make events | 25.0 % | 20.00 |

            The methods with the most CPU time of their own:

            - 10.0 % `a.B.c`

            ## All blocks

            Events per CPU-second, and in brackets events per second.

            | subject | in the order of the rounds |
            |---|---|
            | gateway | 10,000 (10,000), 12,000 (12,000) |
            | echo | 20,000 (10,000), 24,000 (12,000) |\
            """);
  }
}
