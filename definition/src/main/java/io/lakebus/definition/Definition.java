// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import io.lakebus.bus.Bus;

import static java.util.Objects.requireNonNull;

/**
 * A bus definition that is right, and which one it is.
 *
 * @param version its version; of two definitions of a log the later one has the higher version
 * @param files its files, as they were published
 * @param bus what they say
 */
public record Definition(int version, DefinitionFiles files, Bus bus) {

  public Definition {
    requireNonNull(files, "files is null");
    requireNonNull(bus, "bus is null");
  }
}
