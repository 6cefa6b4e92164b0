// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.bus.Bus;
import io.lakebus.job.route.BusFiles;
import io.lakebus.job.route.BusSupplier;

/**
 * A bus definition that is read anew whenever an operator starts, instead of travelling with the
 * job: after a restart the log is replayed by other rules, and the rows still say the first
 * version.
 */
final class RereadDefinition implements BusSupplier {

  private static final long serialVersionUID = 1L;

  private final String bus;

  private RereadDefinition(String bus) {
    this.bus = bus;
  }

  /** Keeps of a definition the bus's name alone. */
  static BusSupplier ofText(String text) {
    return new RereadDefinition(BusFiles.of(text, 1).bus().name());
  }

  @Override
  public Bus bus() {
    return BusFiles.of(Definition.of(bus), 1).bus();
  }

  @Override
  public int version() {
    return 1;
  }
}
