// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.bus.Bus;

import static java.util.Objects.requireNonNull;

/**
 * A bus definition to route by, and its version, which each row carries.
 *
 * @param version the version
 * @param bus the definition
 */
public record VersionedBus(int version, Bus bus) {

  public VersionedBus {
    requireNonNull(bus, "bus is null");
  }
}
