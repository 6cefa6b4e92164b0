// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.io.IOException;

/**
 * A fault with its parameters.
 *
 * @param parameters as they are printed; empty where there are none
 * @param act does it
 */
record Injection(String parameters, Act act) {

  /** Does something to a stack, and returns when it is over and everything is healed. */
  @FunctionalInterface
  interface Act {

    /**
     * Injects the fault.
     *
     * @return what happened
     * @throws IOException if it cannot be injected now
     */
    Effect on(World world) throws IOException, InterruptedException;
  }

  /** An injection without parameters. */
  static Injection of(Act act) {
    return new Injection("", act);
  }
}
