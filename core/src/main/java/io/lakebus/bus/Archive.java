// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * The table of all accepted events.
 *
 * @param table its name, in the bus's namespace
 * @param retention how long its rows are meant to be kept; Lakebus itself removes none
 */
public record Archive(String table, Duration retention) {

  public Archive {
    requireNonNull(table, "table is null");
    requireNonNull(retention, "retention is null");
  }
}
