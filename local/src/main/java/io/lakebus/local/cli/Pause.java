// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.cli;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {

  /** Returns after this time. */
  void sleep(Duration time) throws InterruptedException;
}
