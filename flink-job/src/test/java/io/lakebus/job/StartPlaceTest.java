// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.job.commit.CommitKey;
import io.lakebus.job.commit.PastCommit;
import io.lakebus.job.log.Offsets;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StartPlaceTest {

  private static final TableIdentifier ARCHIVE = TableIdentifier.of("sports", "events");
  private static final Offsets COMPLETE = Offsets.of(Map.of(0, 5L, 1, 7L));
  private static final Optional<PastCommit> NEWEST =
      Optional.of(new PastCommit(new CommitKey("sports", "e", 1), COMPLETE, Optional.of("topic")));

  @Test
  void anArchiveWithoutRowsIsBegunAtTheBeginning() {
    assertThat(StartPlace.of(ARCHIVE, 0, Optional.empty(), WithoutState.REFUSE))
        .isEqualTo(new StartPlace(Offsets.NONE, Optional.empty()));
  }

  @Test
  void anArchiveWithRowsTellsThePlace() {
    assertThat(StartPlace.of(ARCHIVE, 3, NEWEST, WithoutState.GO_ON))
        .isEqualTo(new StartPlace(COMPLETE, Optional.of("topic")));
  }

  @Test
  void anArchiveOfAnOlderBuildTellsThePlaceAndNoTopic() {
    PastCommit older = new PastCommit(new CommitKey("sports", "e", 1), COMPLETE);
    assertThat(StartPlace.of(ARCHIVE, 3, Optional.of(older), WithoutState.GO_ON))
        .isEqualTo(new StartPlace(COMPLETE, Optional.empty()));
  }

  @Test
  void aStartWithoutStateCanBeRefused() {
    assertThatThrownBy(() -> StartPlace.of(ARCHIVE, 3, NEWEST, WithoutState.REFUSE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("{\"0\":5,\"1\":7}")
        .hasMessageContaining("start.without-state=go-on");
  }

  @Test
  void anArchiveWithRowsThatDoesNotTellIsRefused() {
    assertThatThrownBy(() -> StartPlace.of(ARCHIVE, 3, Optional.empty(), WithoutState.GO_ON))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sports.events has rows");
  }
}
