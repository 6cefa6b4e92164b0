// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NewRowsTest {

  private static final NewRows.Mark MARK = NewRows.Mark.of(Map.of(0, 10L, 1, 20L));

  @Test
  void aTableThatIsCompleteUpToAMarkDoesNotPassIt() {
    assertThat(MARK.isPassedBy(Map.of(0, 10L, 1, 20L))).isFalse();
    assertThat(MARK.isPassedBy(Map.of())).isFalse();
  }

  @Test
  void oneRecordMoreInOnePartitionPassesIt() {
    assertThat(MARK.isPassedBy(Map.of(0, 11L))).isTrue();
    assertThat(MARK.isPassedBy(Map.of(0, 3L, 1, 21L))).isTrue();
  }

  @Test
  void aPartitionThatWasNotThereYetIsNew() {
    assertThat(MARK.isPassedBy(Map.of(2, 1L))).isTrue();
    assertThat(MARK.isPassedBy(Map.of(2, 0L))).isFalse();
  }
}
