// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class Rfc3339Test {

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
