// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @Test
  void itIsSecondsOrADate() {
    assertThat(RetryAfter.parse("3", NOW)).contains(Duration.ofSeconds(3));
    assertThat(RetryAfter.parse(" 0 ", NOW)).contains(Duration.ZERO);
    assertThat(RetryAfter.parse("Mon, 23 Nov 2026 08:01:00 GMT", NOW))
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void aDateThatIsOverIsNoWait() {
    assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:28:00 GMT", NOW)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "-1", "1.5", "10000000000", "Mon, 23 Nov", "2026-11-23T08:01:00Z"})
  void anythingElseIsAsIfItWereNotThere(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }
}
