// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.IOException;

/** The bus that a new stack begins with. */
public final class SampleBus {

  private SampleBus() {}

  /** Its definition, with placeholders for what a stack makes up. */
  public static String yaml() throws IOException {
    return BusFile.sample();
  }
}
