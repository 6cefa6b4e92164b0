// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.job.log.Expired;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a job does that is started without state on tables that have rows. */
public enum WithoutState {
  /** It goes on from the offsets that the tables tell. */
  GO_ON,
  /** It goes on from there, and where these records have expired from the first that is left. */
  SKIP_EXPIRED,
  /** It refuses to start. */
  REFUSE;

  static WithoutState parse(String text) {
    return Arrays.stream(values())
        .filter(mode -> mode.text().equals(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + text
                        + "' is none of "
                        + Arrays.stream(values())
                            .map(WithoutState::text)
                            .collect(Collectors.joining(", "))));
  }

  /** What becomes of records that have expired. */
  Expired expired() {
    return this == SKIP_EXPIRED ? Expired.SKIP : Expired.STOP;
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
