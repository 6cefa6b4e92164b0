// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FindingsTest {

  @Test
  void theEventsAtFaultInAnyTableAreThoseOfTheRun() throws IOException {
    JsonNode report =
        JsonMapper.builder()
            .build()
            .readTree(
                """
                {"right": false, "events": {"accepted": 3},
                 "tables": [
                   {"table": "sports.cat1", "lost": ["a"], "doubled": ["b"], "phantom": []},
                   {"table": "sports.events", "lost": ["a", "c"], "doubled": [],
                    "phantom": ["d"]}]}
                """);

    assertThat(Findings.of(report, List.of("line")))
        .isEqualTo(new Findings(false, Set.of("a", "c"), Set.of("b"), List.of("line")));
  }

  @Test
  void withoutACheckNothingIsRight() {
    assertThat(Findings.none("why"))
        .isEqualTo(new Findings(false, Set.of(), Set.of(), List.of("why")));
  }
}
