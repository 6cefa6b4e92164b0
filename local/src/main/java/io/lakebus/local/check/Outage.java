// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * A time in which a fault was at work on purpose. What dies and is started again by its supervisor
 * is at fault at one moment: {@code from} and {@code to} are equal, and its recovery comes after.
 *
 * @param fault what it was
 * @param from when it began
 * @param to when it ended
 */
public record Outage(String fault, Instant from, Instant to) {

  public Outage {
    requireNonNull(fault, "fault is null");
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(fault + " ends before it begins: " + from + ", " + to);
    }
  }
}
