// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.measure;

import io.lakebus.bench.agent.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MeasureTest {

  private static Block block(long events, int cpuMillis) {
    return new Block(events, 0, Duration.ofSeconds(2), Duration.ofMillis(cpuMillis), Duration.ZERO);
  }

  @Test
  void theMedianIsInTheMiddle() {
    assertThat(new Sample(List.of(9.0, 1.0, 4.0)).median()).isEqualTo(4);
    assertThat(new Sample(List.of(9.0, 1.0, 4.0, 6.0)).median()).isEqualTo(5);
    assertThatThrownBy(() -> new Sample(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theIntervalIsThatOfTheMediansOfSamplesDrawnAgain() {
    assertThat(new Sample(List.of(3.0)).interval()).isEqualTo(new Sample.Interval(3, 3));
    // Of three values the median of a new draw is the smallest with a chance of 7/27.
    assertThat(new Sample(List.of(1.0, 2.0, 30.0)).interval())
        .isEqualTo(new Sample.Interval(1, 30));
    // Of 21 values the median is hardly ever beyond the 6th from either end.
    Sample.Interval interval =
        new Sample(
                List.of(
                    1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0,
                    16.0, 17.0, 18.0, 19.0, 20.0, 21.0))
            .interval();
    assertThat(interval.low()).isBetween(6.0, 8.0);
    assertThat(interval.high()).isBetween(14.0, 16.0);
  }

  @Test
  void ratiosAreOfBlocksOfTheSameRound() {
    Series<Block> one = new Series<>("one", List.of(block(100, 1000), block(400, 1000)));
    Series<Block> other = new Series<>("other", List.of(block(200, 1000), block(200, 500)));

    assertThat(one.ratio(other, Block::eventsPerCpuSecond))
        .isEqualTo(new Sample(List.of(0.5, 1.0)));
  }

  @Test
  void aBlockSaysWhatASecondOfCpuTimeIsGoodFor() {
    Block block =
        Block.of(
            new Outcome(
                600,
                700,
                3,
                Duration.ofSeconds(2),
                List.of(Duration.ofMillis(1500), Duration.ofMillis(500)),
                Outcome.NO_LATENCY));

    assertThat(block.eventsPerCpuSecond()).isEqualTo(400);
    assertThat(block.eventsPerCpuSecondWithBroker()).isEqualTo(300);
    assertThat(block.eventsPerSecond()).isEqualTo(300);
    assertThat(block.processors()).isEqualTo(0.75);
    assertThat(block.failed()).isEqualTo(3);
    assertThat(
            Block.of(
                    new Outcome(
                        1, 1, 0, Duration.ofSeconds(1), List.of(Duration.ofSeconds(1)), "-"))
                .brokerCpu())
        .isZero();
  }

  @Test
  void everySecondRoundGoesBackwards() {
    assertThat(new Rounds(3).order(0)).containsExactly(0, 1, 2);
    assertThat(new Rounds(3).order(1)).containsExactly(2, 1, 0);
    assertThat(new Rounds(3).order(2)).containsExactly(0, 1, 2);
  }

  @Test
  void latencyIsReadAsItWasWrittenAndAddedUp() {
    Latency one = new Latency();
    for (int i = 1; i <= 99; i++) {
      one.record(1_000);
    }
    Latency other = new Latency();
    other.record(500_000);

    one.add(other);
    Latency read = Latency.of(one.text());

    assertThat(read.count()).isEqualTo(100);
    assertThat(read.percentile(50)).isEqualTo(Duration.ofMillis(1));
    assertThat(read.percentile(99)).isEqualTo(Duration.ofMillis(1));
    assertThat(read.max()).isBetween(Duration.ofMillis(500), Duration.ofMillis(501));
  }

  @Test
  void whatTakesForeverCountsAsTheLongest() {
    Latency latency = new Latency();

    latency.record(Long.MAX_VALUE);
    latency.record(-5);

    assertThat(latency.count()).isEqualTo(2);
    assertThat(latency.max()).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    assertThat(latency.percentile(50)).isZero();
  }
}
