// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.failpoint.Moment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Holds a job at a moment until the test lets it go, whoever interrupts it: a process that is
 * frozen. Found by name, because operators get copies.
 */
record TestMoments(String name) implements FailPoints {

  private static final Map<String, Hold> HOLDS = new ConcurrentHashMap<>();

  /** One moment, and the job that stands there. */
  static final class Hold {

    private final Moment moment;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private boolean past;

    private Hold(Moment moment) {
      this.moment = moment;
    }

    /** Returns when the job stands there. */
    void await() throws InterruptedException {
      reached.await();
    }

    /** It goes on. */
    void release() {
      released.countDown();
    }

    private synchronized boolean isNow(Moment now) {
      boolean here = now == moment && !past;
      past |= here;
      return here;
    }

    private void stand() {
      reached.countDown();
      while (released.getCount() > 0) {
        try {
          released.await();
        } catch (InterruptedException e) {
          // Whoever is frozen does not notice.
        }
      }
    }
  }

  /** Holds the job of this name when it next comes to the moment. */
  static Hold hold(String name, Moment moment) {
    Hold hold = new Hold(moment);
    HOLDS.put(name, hold);
    return hold;
  }

  @Override
  public void reached(Moment moment) {
    Hold hold = HOLDS.get(name);
    if (hold != null && hold.isNow(moment)) {
      hold.stand();
    }
  }
}
