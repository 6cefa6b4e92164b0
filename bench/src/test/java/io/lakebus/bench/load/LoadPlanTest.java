// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.Fields;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadPlanTest {

  private static final LoadPlan.Target TARGET = new LoadPlan.Target(8080, "lbk_demo_1", 100);
  private static final LoadPlan.Span SPAN =
      new LoadPlan.Span(Duration.ofMillis(250), Duration.ofSeconds(8));

  @Test
  void aPlanIsReadAsItWasTold() {
    LoadPlan closed = new LoadPlan(TARGET, 16, OptionalDouble.empty(), SPAN, List.of(12L, 13L));
    LoadPlan open = new LoadPlan(TARGET, 128, OptionalDouble.of(1234.5), SPAN, List.of());

    assertThat(LoadPlan.of(Fields.parse(closed.fields().line()))).isEqualTo(closed);
    assertThat(LoadPlan.of(Fields.parse(open.fields().line()))).isEqualTo(open);
  }

  @Test
  void aSteadyScheduleDoesNotDependOnWhoIsReady() {
    Schedule schedule = Schedule.of(1_000, OptionalDouble.of(1e6));

    assertThat(List.of(schedule.next(0), schedule.next(5_000_000), schedule.next(7)))
        .containsExactly(1_000L, 2_000L, 3_000L);
  }

  @Test
  void withoutARateARequestIsDueAsSoonAsOneIsReady() {
    Schedule schedule = Schedule.of(1_000, OptionalDouble.empty());

    assertThat(List.of(schedule.next(20), schedule.next(70))).containsExactly(20L, 70L);
  }
}
