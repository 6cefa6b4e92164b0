// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import io.lakebus.client.delivery.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThrottleTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final Throttle throttle = new Throttle();

  @Test
  void itIsOpenUntilItHearsOtherwise() {
    assertThat(throttle.remaining(NOW)).isZero();

    throttle.heard(reply(202, Optional.empty(), Optional.empty()), NOW);

    assertThat(throttle.remaining(NOW)).isZero();
  }

  @Test
  void itIsClosedWhileALimitIsUsedUp() {
    throttle.heard(reply(202, Optional.empty(), seconds(2)), NOW);

    assertThat(throttle.remaining(NOW)).isEqualTo(Duration.ofSeconds(2));
    assertThat(throttle.remaining(NOW.plusMillis(1_500))).isEqualTo(Duration.ofMillis(500));
    assertThat(throttle.remaining(NOW.plusSeconds(2))).isZero();
    assertThat(throttle.remaining(NOW.plusSeconds(3))).isZero();
  }

  @Test
  void theLongestWaitCountsWhateverComesLater() {
    throttle.heard(reply(429, seconds(5), seconds(3)), NOW);
    throttle.heard(reply(503, seconds(1), Optional.empty()), NOW);
    throttle.heard(reply(202, Optional.empty(), Optional.empty()), NOW.plusSeconds(1));

    assertThat(throttle.remaining(NOW)).isEqualTo(Duration.ofSeconds(5));

    throttle.heard(reply(202, Optional.empty(), seconds(9)), NOW);

    assertThat(throttle.remaining(NOW)).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void afterAMinuteARequestFindsOut() {
    throttle.heard(reply(429, seconds(57_600), seconds(57_600)), NOW);

    assertThat(throttle.remaining(NOW)).isEqualTo(Duration.ofMinutes(1));
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static Reply reply(
      int status, Optional<Duration> retryAfter, Optional<Duration> quotaReset) {
    return new Reply(status, retryAfter, quotaReset, new byte[0]);
  }
}
