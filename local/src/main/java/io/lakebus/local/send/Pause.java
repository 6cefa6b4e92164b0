// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
interface Pause {

  void sleep(Duration time) throws InterruptedException;
}
