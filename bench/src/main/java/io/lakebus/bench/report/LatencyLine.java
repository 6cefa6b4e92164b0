// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.report;

import io.lakebus.bench.measure.Latency;

/**
 * The latency of a subject under a steady load.
 *
 * @param subject its name
 * @param rate events a second that were due
 * @param failed how many events were not done
 * @param latency of all its blocks
 */
public record LatencyLine(String subject, double rate, long failed, Latency latency) {

  /** This and another block of the same subject. */
  public LatencyLine plus(LatencyLine other) {
    Latency both = new Latency();
    both.add(latency);
    both.add(other.latency);
    return new LatencyLine(subject, rate, failed + other.failed, both);
  }
}
