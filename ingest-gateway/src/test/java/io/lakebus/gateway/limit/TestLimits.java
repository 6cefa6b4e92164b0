// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import io.lakebus.bus.Limits;
import io.lakebus.config.DataSize;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Limits of one kind each. */
public final class TestLimits {

  private TestLimits() {}

  public static Limits eventsPerSecond(int count) {
    return new Limits(
        OptionalInt.of(count), Optional.empty(), OptionalLong.empty(), OptionalInt.empty());
  }

  public static Limits bytesPerSecond(long count) {
    return new Limits(
        OptionalInt.empty(),
        Optional.of(new DataSize(count)),
        OptionalLong.empty(),
        OptionalInt.empty());
  }

  public static Limits eventsPerDay(long count) {
    return new Limits(
        OptionalInt.empty(), Optional.empty(), OptionalLong.of(count), OptionalInt.empty());
  }

  public static Limits concurrentRequests(int count) {
    return new Limits(
        OptionalInt.empty(), Optional.empty(), OptionalLong.empty(), OptionalInt.of(count));
  }

  /** Of all kinds. */
  public static Limits all(int eventsPerSecond, long bytesPerSecond, long eventsPerDay, int most) {
    return new Limits(
        OptionalInt.of(eventsPerSecond),
        Optional.of(new DataSize(bytesPerSecond)),
        OptionalLong.of(eventsPerDay),
        OptionalInt.of(most));
  }
}
