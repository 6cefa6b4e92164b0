// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.bus.Bus;
import java.io.IOException;
import java.io.Serializable;

/**
 * Supplies operators with the bus definition. Travels to the task managers.
 *
 * <p>What belongs to the job as a whole, its name, its own tables, the window of dedup and the
 * commit interval, is that of the definition that the job was started with. What is done for each
 * event is by the definition in force, which may change while the job runs.
 */
public interface BusSupplier extends Serializable {

  /** The definition that the job was started with. */
  Bus bus();

  /** Its version. */
  int version();

  /**
   * Opens the definition in force for one operator, which closes it. One that was in force anywhere
   * before this call, or a newer one, is in force here when it returns.
   *
   * @throws IOException if that cannot be found out
   */
  default BusInForce open() throws IOException, InterruptedException {
    return BusInForce.of(new VersionedBus(version(), bus()));
  }
}
