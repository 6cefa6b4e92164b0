// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.time.LocalDate;
import java.util.Optional;

/** A key that may expire. */
public sealed interface Expiring permits AccessKey, ApiKey {

  /** The first day (UTC) on which it is not valid any more; empty if it never expires. */
  Optional<LocalDate> expires();

  /** Whether the key is still valid on this day (UTC). */
  default boolean isValidOn(LocalDate day) {
    return expires().map(day::isBefore).orElse(true);
  }
}
