// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OffsetsTest {

  private static final Offsets NEAR = Offsets.of(Map.of(0, 5L, 1, 100L));
  private static final Offsets FAR = Offsets.of(Map.of(0, 9L, 2, 7L));

  @Test
  void theTextIsJsonInTheOrderOfThePartitions() {
    Offsets offsets = Offsets.of(Map.of(10, 3L, 2, 1L << 40, 0, 0L));
    assertThat(offsets.toJson()).isEqualTo("{\"0\":0,\"2\":1099511627776,\"10\":3}");
    assertThat(Offsets.parse(offsets.toJson())).isEqualTo(offsets);
    assertThat(Offsets.parse(Offsets.NONE.toJson())).isEqualTo(Offsets.NONE);
  }

  @Test
  void anotherTextIsRefused() {
    assertThatThrownBy(() -> Offsets.parse("[1]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1]");
  }

  @Test
  void theFartherAndTheNearerPlaceAreTakenByPartition() {
    assertThat(NEAR.max(FAR)).isEqualTo(Offsets.of(Map.of(0, 9L, 1, 100L, 2, 7L)));
    assertThat(NEAR.min(FAR)).isEqualTo(Offsets.of(Map.of(0, 5L, 1, 100L, 2, 7L)));
  }

  @Test
  void aPlaceCoversAnotherThatIsNowhereBeyondIt() {
    assertThat(NEAR.max(FAR).covers(FAR)).isTrue();
    assertThat(FAR.covers(NEAR)).isFalse();
    assertThat(FAR.covers(Offsets.NONE)).isTrue();
    assertThat(Offsets.NONE.covers(Offsets.of(Map.of(4, 0L)))).isTrue();
  }

  @Test
  void aPlaceCanBeNarrowedToSomePartitions() {
    assertThat(NEAR.within(FAR)).isEqualTo(Offsets.of(Map.of(0, 5L)));
  }

  @Test
  void aPlaceIsBeyondTheRecordsBeforeIt() {
    assertThat(NEAR.isBeyond(0, 4)).isTrue();
    assertThat(NEAR.isBeyond(0, 5)).isFalse();
    assertThat(NEAR.isBeyond(2, 0)).isFalse();
  }

  @Test
  void aTrackerKnowsTheLowestOffsetThatWasSeenLater() {
    OffsetTracker tracker = new OffsetTracker();
    tracker.saw(1, 8);
    tracker.saw(1, 5);
    assertThat(tracker.first()).isEqualTo(Offsets.of(Map.of(1, 5L)));
    assertThat(tracker.next()).isEqualTo(Offsets.of(Map.of(1, 9L)));
  }

  @Test
  void aTrackerKnowsTheFirstAndTheNextOffsetOfEachPartition() {
    OffsetTracker tracker = new OffsetTracker();
    tracker.saw(2, 10);
    tracker.saw(0, 0);
    tracker.saw(2, 14);
    assertThat(tracker.first()).isEqualTo(Offsets.of(Map.of(0, 0L, 2, 10L)));
    assertThat(tracker.next()).isEqualTo(Offsets.of(Map.of(0, 1L, 2, 15L)));
    tracker.clear();
    assertThat(tracker.next()).isEqualTo(Offsets.NONE);
    tracker.saw(2, 15);
    assertThat(tracker.first()).isEqualTo(Offsets.of(Map.of(2, 15L)));
  }
}
