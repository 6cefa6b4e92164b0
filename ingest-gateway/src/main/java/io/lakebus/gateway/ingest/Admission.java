// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies may be in the gateway at one time. What is over is turned away at once,
 * so that a slow log makes quick refusals and not a full heap. No party has more than half of the
 * room, so that none takes it from all others. Thread-safe.
 */
public final class Admission {

  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final ConcurrentMap<String, Long> shares = new ConcurrentHashMap<>();

  /**
   * @param maxBytes the most bytes at one time
   */
  public Admission(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Lets this many bytes in, or says that there is no room for them.
   *
   * @param party whose they are: a vendor, or all together of whom nothing is known yet
   */
  public boolean tryAdmit(String party, long count) {
    if (count == 0) {
      return true;
    }
    long all = bytes.addAndGet(count);
    long share = shares.merge(party, count, Long::sum);
    if (all > maxBytes || share > maxBytes / 2) {
      release(party, count);
      return false;
    }
    return true;
  }

  /** Takes out bytes that were let in. */
  public void release(String party, long count) {
    if (count > 0) {
      shares.computeIfPresent(party, (name, share) -> share == count ? null : share - count);
      bytes.addAndGet(-count);
    }
  }

  /** How many bytes are in now. */
  public long inFlight() {
    return bytes.get();
  }
}
