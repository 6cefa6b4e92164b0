// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.time.Duration;

/** Waits; injected, so that tests need not. */
@FunctionalInterface
public interface Sleeper {

  /** Waits for as long as it says, on the calling thread. */
  Sleeper REAL = Thread::sleep;

  void sleep(Duration duration) throws InterruptedException;
}
