// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventIdsTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T10:00:00.123Z"));

  @Test
  void anIdIsAUuidOfVersion7WithItsTime() {
    UUID id = UUID.fromString(EventIds.next(CLOCK));

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(CLOCK.millis());
  }

  @Test
  void noTwoAreTheSame() {
    assertThat(Stream.generate(() -> EventIds.next(CLOCK)).limit(10_000)).doesNotHaveDuplicates();
  }

  @Test
  void aLaterOneIsGreater() {
    String later = EventIds.next(InstantSource.fixed(CLOCK.instant().plusMillis(1)));

    assertThat(later).isGreaterThan(EventIds.next(CLOCK));
  }
}
