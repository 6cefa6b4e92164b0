// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.bus.Bus;
import java.io.Serializable;

/** Supplies operators with the bus definition in force. Travels to the task managers. */
public interface BusSupplier extends Serializable {

  /** The definition. */
  Bus bus();

  /** Its version, which each row carries. */
  int version();
}
