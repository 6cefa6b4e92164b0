// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.bus.Bus;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * The bus definitions that may have been in force in a run.
 *
 * @param newest the one in force in the end
 * @param byVersion each by its version; empty where {@code newest} was in force all the time,
 *     whatever version the rows name
 */
public record BusVersions(Bus newest, SortedMap<Integer, Bus> byVersion) {

  public BusVersions {
    requireNonNull(newest, "newest is null");
    byVersion = Collections.unmodifiableSortedMap(new TreeMap<>(byVersion));
  }

  /** A definition that was in force all the time. */
  public static BusVersions always(Bus bus) {
    return new BusVersions(bus, new TreeMap<>());
  }

  /**
   * Definitions of one bus, of which the last is in force.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static BusVersions of(SortedMap<Integer, Bus> byVersion) {
    if (byVersion.isEmpty()) {
      throw new IllegalArgumentException("there is no definition");
    }
    return new BusVersions(byVersion.lastEntry().getValue(), byVersion);
  }
}
