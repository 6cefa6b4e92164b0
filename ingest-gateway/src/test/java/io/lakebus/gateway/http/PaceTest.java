// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {

  private static final long START = -7; // the nanosecond clock may be anywhere
  private static final BodyLimits LIMITS =
      new BodyLimits(1, Duration.ofSeconds(30), Duration.ofSeconds(5), 1_000);

  private final Pace pace = new Pace(LIMITS, START);

  @Test
  void aBodyHasTheGraceWhateverItsRate() {
    assertThat(pace.nanosLeft(START)).isEqualTo(seconds(5));
    assertThat(pace.nanosLeft(START + seconds(4))).isEqualTo(seconds(1));
    assertThat(pace.nanosLeft(START + seconds(6))).isEqualTo(-seconds(1));
  }

  @Test
  void whatHasComeGivesTheRestTime() {
    pace.came(2_000);
    pace.came(500);

    assertThat(pace.nanosLeft(START + seconds(6))).isEqualTo(seconds(1) + seconds(1) / 2);
    assertThat(pace.complaint()).isEqualTo("the body came slower than 1000 bytes a second");
  }

  @Test
  void noBodyHasMoreThanTheTimeout() {
    pace.came(Integer.MAX_VALUE);

    assertThat(pace.nanosLeft(START)).isEqualTo(seconds(30));
    assertThat(pace.complaint()).isEqualTo("the body was not complete after 30000 ms");
  }

  @Test
  void whereNoRateIsAskedForOnlyTheTimeoutCounts() {
    Pace any = new Pace(new BodyLimits(1, Duration.ofSeconds(30), Duration.ofSeconds(5), 0), START);

    assertThat(any.nanosLeft(START)).isEqualTo(seconds(30));
    assertThat(any.complaint()).isEqualTo("the body was not complete after 30000 ms");
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
