// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies may be in the gateway at one time. What is over is turned away at once,
 * so that a slow log makes quick refusals and not a full heap. Thread-safe.
 */
public final class Admission {

  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param maxBytes the most bytes at one time
   */
  public Admission(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Lets this many bytes in, or says that there is no room for them. */
  public boolean tryAdmit(long count) {
    long now = bytes.addAndGet(count);
    if (now > maxBytes) {
      bytes.addAndGet(-count);
      return false;
    }
    return true;
  }

  /** Takes out bytes that were let in. */
  public void release(long count) {
    bytes.addAndGet(-count);
  }

  /** How many bytes are in now. */
  public long inFlight() {
    return bytes.get();
  }
}
