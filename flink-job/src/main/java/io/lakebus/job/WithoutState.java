// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import java.util.Arrays;
import java.util.Locale;

/** What a job does that is started without state on tables that have rows. */
enum WithoutState {
  /** It goes on from the offsets that the tables tell. */
  GO_ON,
  /** It refuses to start. */
  REFUSE;

  static WithoutState parse(String text) {
    return Arrays.stream(values())
        .filter(mode -> mode.text().equals(text.strip()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + text + "' is neither go-on nor refuse"));
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
