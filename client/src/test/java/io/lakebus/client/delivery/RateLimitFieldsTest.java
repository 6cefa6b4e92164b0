// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitFieldsTest {

  private static final String POLICY =
      "\"events\";q=2;w=1, \"bytes\";q=100;w=1;qu=\"content-bytes\", \"day\";q=5;w=86400,"
          + " \"concurrent\";q=3;qu=\"concurrent-requests\"";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"events\";r=0;t=2 | 2",
        "\"events\";r=0;t=2, \"bytes\";r=0;t=7, \"day\";r=4;t=57600, \"concurrent\";r=3 | 7",
        "\"events\";r=1;t=1, \"day\";r=0;t=57600 | 57600",
        "\"day\";r=0 | 86400",
        "day;r=0 | 86400",
        "\"day\" ; r=0 ;pk=:Zm9v: | 86400",
        "\"x,y;r=0;t=9\";r=1, \"events\";r=0;t=3 | 3",
        "\"x\\\"\";r=0;t=4 | 4",
        "\"events\";r=soon;t=9, \"bytes\";r=0;t=3;z | 3",
        "\"events\";r=0;t=soon | 1"
      })
  void theLongestOfTheLimitsThatAreUsedUpCounts(String rateLimit, long seconds) {
    assertThat(RateLimitFields.reset(rateLimit, POLICY)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\"events\";r=1;t=1",
        "\"concurrent\";r=0",
        "\"unknown\";r=0",
        "\"events\"",
        "\"events\";t=1",
        "\"events\";r=-1;t=1",
        "\"events\";r=0.0;t=1",
        "\"events\";r=00000000000000000;t=1",
        "limit=10, remaining=0, reset=5",
        ",,;;==\"",
        "\"r=0;t=5"
      })
  void whatSaysNothingOfTheKindIsNoWait(String rateLimit) {
    assertThat(RateLimitFields.reset(rateLimit, POLICY)).isEmpty();
  }

  @Test
  void withoutAPolicyTheLimitSpeaksForItself() {
    assertThat(RateLimitFields.reset("\"day\";r=0;t=5", "")).contains(Duration.ofSeconds(5));
    assertThat(RateLimitFields.reset("\"day\";r=0", "")).isEmpty();
    assertThat(RateLimitFields.reset("\"day\";r=0", "\"day\";q=7;w=x")).isEmpty();
  }
}
