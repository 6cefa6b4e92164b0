// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FieldsTest {

  @Test
  void aLineIsReadAsItWasWritten() {
    Fields fields = new Fields(Map.of("b", "x=y,z", "a", "1", "empty", ""));

    assertThat(fields.line()).isEqualTo("a=1 b=x=y,z empty=");
    assertThat(Fields.parse(fields.line())).isEqualTo(fields);
    assertThat(fields.number("a")).isEqualTo(1);
  }

  @Test
  void whatIsNotOfTheFormIsRefused() {
    assertThatThrownBy(() -> Fields.parse("a=1 b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not name=value: b");
    assertThatThrownBy(() -> Fields.parse("=1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fields.parse("a=1").text("b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no b");
  }

  @Test
  void anOutcomeIsReadAsItWasSaid() {
    Outcome outcome =
        new Outcome(
            7,
            9,
            2,
            Duration.ofMillis(500),
            List.of(Duration.ofMillis(30), Duration.ofMillis(20)),
            Outcome.NO_LATENCY);
    Outcome withoutCpu = new Outcome(1, 1, 0, Duration.ofNanos(1), List.of(), "x");

    assertThat(Outcome.of(Fields.parse(outcome.fields().line()))).isEqualTo(outcome);
    assertThat(Outcome.of(Fields.parse(withoutCpu.fields().line()))).isEqualTo(withoutCpu);
  }

  @Test
  void whatWasUsedBetweenTwoLooksIsOfEachProcess() {
    assertThat(
            CpuTimes.between(
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                List.of(Duration.ofSeconds(4), Duration.ofSeconds(5))))
        .containsExactly(Duration.ofSeconds(3), Duration.ZERO);
  }
}
