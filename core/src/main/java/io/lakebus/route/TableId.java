// SPDX-License-Identifier: Apache-2.0
package io.lakebus.route;

import io.lakebus.bus.Bus;

import static java.util.Objects.requireNonNull;

/**
 * A table's name within the catalog.
 *
 * @param namespace the namespace; the bus's name for unqualified tables
 * @param name the table's name in that namespace
 */
public record TableId(String namespace, String name) {

  public TableId {
    requireNonNull(namespace, "namespace is null");
    requireNonNull(name, "name is null");
  }

  /** The table of all accepted events of a bus. */
  public static TableId archive(Bus bus) {
    return new TableId(bus.name(), bus.archive().table());
  }

  /** The table of a bus's dead letters. */
  public static TableId quarantine(Bus bus) {
    return new TableId(bus.name(), bus.quarantine().table());
  }

  /** {@code namespace.name}. */
  @Override
  public String toString() {
    return namespace + "." + name;
  }
}
