// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class Rfc3339Test {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-01-01T00:00:00Z",
        "0999-02-28T01:02:03.004Z",
        "2024-02-29T23:59:59.100200Z",
        "2026-11-23T08:00:00.000001Z",
        "2026-11-23T08:00:00.120Z",
        "2026-11-23T08:00:00.000000001Z",
        "9999-12-31T23:59:59.999999999Z"
      })
  void timesAreWrittenWithTheDigitsThatTheyHave(String text) {
    assertThat(Rfc3339.format(Instant.parse(text))).isEqualTo(text);
  }

  @Test
  void timesAreWrittenAsTheJdkWritesThem() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L));
      Instant finer = time.plusNanos(random.nextInt(1_000) * (long) Math.pow(10, i % 7));

      assertThat(Rfc3339.format(finer)).isEqualTo(finer.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:00:00Z, 2026-11-23T08:00:00.000Z",
    "2026-11-23T08:00:00.0129Z, 2026-11-23T08:00:00.012Z"
  })
  void millisecondsAreAlwaysThreeDigits(Instant time, String expected) {
    assertThat(Rfc3339.formatMillis(time)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:00:00Z, 2026-11-23T08:00:00Z",
    "2026-11-23t08:00:00z, 2026-11-23T08:00:00Z",
    "2026-11-23T08:00:00.5Z, 2026-11-23T08:00:00.500Z",
    "2026-11-23T08:00:00.1234567899999Z, 2026-11-23T08:00:00.123456789Z",
    "2026-11-23T08:00:00+05:30, 2026-11-23T02:30:00Z",
    "2026-11-23T08:00:00.000001-23:59, 2026-11-24T07:59:00.000001Z",
    "2024-02-29T23:59:59-00:00, 2024-02-29T23:59:59Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z"
  })
  void timesAreRead(String text, Instant expected) {
    assertThat(Rfc3339.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-23",
        "2026-11-23T08:00Z",
        "2026-11-23T08:00:00",
        "2026-11-23 08:00:00Z",
        "2026-11-23T08:00:00.Z",
        "2026-11-23T08:00:00.5",
        "2026-11-23T08:00:00+0530",
        "2026-11-23T08:00:00+24:00",
        "2026-11-23T08:00:00+05:60",
        "2026-11-23T08:00:00Zx",
        "2026-13-23T08:00:00Z",
        "2026-02-30T08:00:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T23:59:60Z",
        "+2026-11-23T08:00:00Z",
        "-001-11-23T08:00:00Z",
        "２０２６-11-23T08:00:00Z",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00:00+00:01"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThat(Rfc3339.parse(text)).isEmpty();
  }

  @Test
  void aTimeWithoutFormIsNotWritten() {
    assertThatThrownBy(() -> Rfc3339.format(Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
