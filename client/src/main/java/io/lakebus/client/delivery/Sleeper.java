// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Sleeper {

  /** Returns after this time. */
  void sleep(Duration time) throws InterruptedException;
}
