// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.report;

import io.lakebus.bench.agent.BadOutcome;
import io.lakebus.bench.agent.Misdeed;
import io.lakebus.bench.measure.Latency;
import io.lakebus.bench.measure.Series;
import io.lakebus.bench.measure.SharedBlock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NeighboursReportTest {

  private static SharedBlock block(long p99, double processors, BadOutcome others) {
    Latency latency = new Latency();
    for (int i = 0; i < 97; i++) {
      latency.record(1_000);
    }
    latency.record(p99);
    latency.record(p99);
    latency.record(8_000);
    return new SharedBlock(latency, 1, processors, others);
  }

  private static BadOutcome others(long accepted) {
    return new BadOutcome(
        Map.of(
            Misdeed.AT_LIMIT,
            new TreeMap<>(Map.of(202, accepted, 429, 1_980L, BadOutcome.NONE, 10L))),
        Duration.ofSeconds(2));
  }

  private static Series<SharedBlock> series(
      String name, long p99, double processors, BadOutcome others) {
    return new Series<>(
        name, List.of(block(p99, processors, others), block(p99, processors, others)));
  }

  @Test
  void theReportSaysWhatTheGoodVendorFelt() {
    NeighboursReport report =
        new NeighboursReport(
            List.of(Map.entry("command", "`lakebus bench neighbours`")),
            series("alone", 4_000, 0.25, BadOutcome.NOTHING),
            List.of(
                series("at its limit", 5_000, 0.5, others(10)),
                series("worse", 6_000, 1.0, others(30))),
            series("alone, once more", 4_400, 0.25, BadOutcome.NOTHING),
            1.251);

    assertThat(String.join("\n", report.lines()))
        .isEqualTo(
            """
            # Benchmark of neighbours

            - command: `lakebus bench neighbours`

            ## The good vendor

            Requests by a fixed schedule; latency from the moment at which a request was due to the \
            end of its answer, in milliseconds. Median over the blocks, and in brackets the \
            interval that has it with 95 % confidence.

            | beside | p50 | p99 | max | requests | failed |
            |---|---|---|---|---|---|
            | alone | 1.00 [1.00, 1.00] | 4.00 [4.00, 4.00] | 8.00 [8.00, 8.00] | 200 | 2 |
            | at its limit | 1.00 [1.00, 1.00] | 5.00 [5.00, 5.00] | 8.00 [8.00, 8.00] | 200 | 2 |
            | worse | 1.00 [1.00, 1.00] | 6.00 [6.00, 6.00] | 8.00 [8.00, 8.00] | 200 | 2 |
            | alone, once more | 1.00 [1.00, 1.00] | 4.40 [4.40, 4.40] | 8.00 [8.00, 8.00] | 200 | 2 |

            ## Compared with alone

            Ratios of p99 within a round. The last line compares the good vendor alone with itself: \
            no difference below twice of what is there counts for anything.

            | beside | ratio | 95 % interval | bound | |
            |---|---|---|---|---|
            | at its limit | 1.25 | 1.25 to 1.25 | 1.25 | holds |
            | worse | 1.50 | 1.50 to 1.50 | 1.25 | does not hold |
            | alone, once more | 1.10 | 1.10 to 1.10 |  |  |

            ## The gateway's CPU time

            User and system, as a part of one processor. The others' share is what the gateway used \
            beyond what it used in the same round for the good vendor alone.

            | beside | processors | the others' share |
            |---|---|---|
            | alone | 0.25 |  |
            | at its limit | 0.50 | 50 % |
            | worse | 1.00 | 75 % |
            | alone, once more | 0.25 |  |

            ## The others

            Their requests in all blocks, by the status of the answer. What has no answer had its \
            connection closed before one came, in the middle of a block or by its end.

            | block | vendor | requests per second | answers |
            |---|---|---|---|
            | at its limit | at its limit | 1,000 | none: 20, 202: 20, 429: 3,960 |
            | worse | at its limit | 1,010 | none: 20, 202: 60, 429: 3,960 |

            ## All blocks

            p99 in milliseconds, and in brackets the longest time.

            | beside | in the order of the rounds |
            |---|---|
            | alone | 4.00 (8.00), 4.00 (8.00) |
            | at its limit | 5.00 (8.00), 5.00 (8.00) |
            | worse | 6.00 (8.00), 6.00 (8.00) |
            | alone, once more | 4.40 (8.00), 4.40 (8.00) |""");
  }

  @Test
  void whereTheGatewayUsedNoMoreThanForTheGoodVendorAloneTheOthersHaveNoShare() {
    NeighboursReport report =
        new NeighboursReport(
            List.of(),
            series("alone", 4_000, 0.25, BadOutcome.NOTHING),
            List.of(
                series("idle", 4_000, 0, BadOutcome.NOTHING),
                series("less", 4_000, 0.2, BadOutcome.NOTHING)),
            series("alone, once more", 4_000, 0.25, BadOutcome.NOTHING),
            1.25);

    assertThat(report.lines()).contains("| idle | 0.00 | 0 % |", "| less | 0.20 | 0 % |");
  }
}
