// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.config.DataSize;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * How much a vendor may send; what is empty is not limited.
 *
 * @param eventsPerSecond events in a second
 * @param bytesPerSecond bytes of bodies, inflated, in a second
 * @param eventsPerDay events in a day (UTC)
 * @param concurrentRequests requests at one time
 */
public record Limits(
    OptionalInt eventsPerSecond,
    Optional<DataSize> bytesPerSecond,
    OptionalLong eventsPerDay,
    OptionalInt concurrentRequests) {

  /** No limit. */
  public static final Limits NONE =
      new Limits(OptionalInt.empty(), Optional.empty(), OptionalLong.empty(), OptionalInt.empty());

  public Limits {
    requireNonNull(eventsPerSecond, "eventsPerSecond is null");
    requireNonNull(bytesPerSecond, "bytesPerSecond is null");
    requireNonNull(eventsPerDay, "eventsPerDay is null");
    requireNonNull(concurrentRequests, "concurrentRequests is null");
  }
}
