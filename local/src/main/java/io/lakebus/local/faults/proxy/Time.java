// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Time, and waiting for it. */
interface Time {

  Time REAL =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pass(Duration duration) throws IOException {
          try {
            Thread.sleep(duration);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the proxy is closed");
          }
        }
      };

  /** Since some origin. */
  long nanos();

  /** Returns when it is over. */
  void pass(Duration duration) throws IOException;
}
