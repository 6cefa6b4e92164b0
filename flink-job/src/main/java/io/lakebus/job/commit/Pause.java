// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {

  /** Returns after this time. */
  void of(Duration duration) throws InterruptedException;
}
