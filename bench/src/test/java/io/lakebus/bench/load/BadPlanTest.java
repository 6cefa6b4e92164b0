// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.BadOutcome;
import io.lakebus.bench.agent.Fields;
import io.lakebus.bench.agent.Misdeed;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BadPlanTest {

  private static final BadPlan.Target TARGET =
      new BadPlan.Target(8080, "lbk_limited_1", "lbk_free_2", "hook");

  @Test
  void aPlanIsReadAsItWasTold() {
    BadPlan all =
        new BadPlan(
            TARGET,
            Map.of(
                Misdeed.AT_LIMIT, new Crowd(32, OptionalDouble.of(2000)),
                Misdeed.SLOW, new Crowd(500, OptionalDouble.empty()),
                Misdeed.RUBBISH, new Crowd(16, OptionalDouble.of(0.5))),
            Duration.ofSeconds(9));
    BadPlan one =
        new BadPlan(
            TARGET,
            Map.of(Misdeed.SLOW, new Crowd(500, OptionalDouble.empty())),
            Duration.ofMillis(1));

    assertThat(BadPlan.of(Fields.parse(all.fields().line()))).isEqualTo(all);
    assertThat(BadPlan.of(Fields.parse(one.fields().line()))).isEqualTo(one);
  }

  @Test
  void anOutcomeIsReadAsItWasSaidAndCountsWhatWasAcceptedAndWhatIsUnknown() {
    BadOutcome outcome =
        new BadOutcome(
            Map.of(
                Misdeed.AT_LIMIT, new TreeMap<>(Map.of(202, 100L, 429, 5000L, BadOutcome.NONE, 3L)),
                Misdeed.SLOW,
                    new TreeMap<>(Map.of(202, 10L, 408, 20L, 503, 6L, BadOutcome.NONE, 4L)),
                Misdeed.RUBBISH, new TreeMap<>()),
            Duration.ofSeconds(9));

    BadOutcome read = BadOutcome.of(Fields.parse(outcome.fields().line()));

    assertThat(read).isEqualTo(outcome);
    assertThat(read.accepted()).isEqualTo(110);
    assertThat(read.unknown()).isEqualTo(13);
    assertThat(BadOutcome.NOTHING.accepted()).isZero();
  }
}
