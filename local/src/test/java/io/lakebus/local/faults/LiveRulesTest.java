// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.stack.SampleBus;
import java.io.IOException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LiveRulesTest {

  @Test
  void twoTablesOfTheSamplesBusChangePlaces() throws IOException {
    String exchanged = LiveRules.exchanged(SampleBus.yaml());

    assertThat(exchanged)
        .contains(
            """
              cat1:
                pattern: { "detail-type": [{ "prefix": "match." }] }
                table: cat2
              cat2:
                pattern: { "detail-type": [{ "prefix": "ticket." }] }
                table: cat1
            """);
    assertThat(LiveRules.exchanged(exchanged)).isEqualTo(SampleBus.yaml());
  }

  @Test
  void aBusWithoutTheseTablesIsNotChangedInSilence() {
    assertThatThrownBy(() -> LiveRules.exchanged("bus: other\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the bus has no rules whose tables can be exchanged");
  }
}
