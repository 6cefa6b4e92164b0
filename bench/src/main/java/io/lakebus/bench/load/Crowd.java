// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import java.util.OptionalDouble;

/**
 * How many do a misdeed.
 *
 * @param connections how many requests are under way at a time
 * @param rate requests a second of all of them; as many as are answered where there is none
 */
public record Crowd(int connections, OptionalDouble rate) {

  /** As a word: {@code 32} or {@code 32/200.0}. */
  String text() {
    return connections + (rate.isPresent() ? "/" + rate.getAsDouble() : "");
  }

  /** Reads what {@link #text} has written. */
  static Crowd of(String text) {
    String[] parts = text.split("/", -1);
    return new Crowd(
        Integer.parseInt(parts[0]),
        parts.length == 1
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(parts[1])));
  }
}
