// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.measure;

import io.lakebus.bench.agent.BadOutcome;
import io.lakebus.bench.agent.Outcome;
import java.time.Duration;

/**
 * One measurement of a vendor that shares the gateway with others.
 *
 * @param latency of its requests
 * @param failed how many of its events were not accepted
 * @param processors how much of one processor the gateway used, for all of them
 * @param others what came of the others' requests
 */
public record SharedBlock(Latency latency, long failed, double processors, BadOutcome others) {

  /** A block of an outcome that has the gateway's CPU time first. */
  public static SharedBlock of(Outcome outcome, BadOutcome others) {
    return new SharedBlock(
        Latency.of(outcome.latency()),
        outcome.failed(),
        (double) outcome.cpu().getFirst().toNanos() / outcome.time().toNanos(),
        others);
  }

  /** In milliseconds. */
  public double p50() {
    return millis(latency.percentile(50));
  }

  /** The primary figure, in milliseconds. */
  public double p99() {
    return millis(latency.percentile(99));
  }

  /** In milliseconds. */
  public double max() {
    return millis(latency.max());
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
