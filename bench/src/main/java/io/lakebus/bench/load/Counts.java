// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.measure.Latency;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What has come of the requests so far. Thread-safe. */
final class Counts {

  private final LongAdder accepted = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Latency latency = new Latency();

  /** Events were accepted. */
  void accept(int events) {
    accepted.add(events);
  }

  /** Events were not accepted, or could not be sent. */
  void fail(int events) {
    failed.add(events);
  }

  /** A request of the measured time was answered. */
  void answeredAfter(long nanos) {
    latency.record(TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  long accepted() {
    return accepted.sum();
  }

  long failed() {
    return failed.sum();
  }

  Latency latency() {
    return latency;
  }
}
