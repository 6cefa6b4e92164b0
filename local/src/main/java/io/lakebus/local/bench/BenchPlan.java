// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.load.LoadPlan;
import java.time.Duration;

/**
 * What a run is asked for.
 *
 * @param time how long a block is
 * @param blocks how many each subject has
 * @param warmUp how many it has before, which do not count
 * @param command repeats the run
 */
record BenchPlan(Duration time, int blocks, int warmUp, String command) {

  private static final Duration LONGEST_LEAD = Duration.ofSeconds(1);
  private static final int LATENCY_SHARE = 4;

  /** When is measured in a block: whoever has just waited for its turn gets going before. */
  LoadPlan.Span span() {
    Duration part = time.dividedBy(LATENCY_SHARE);
    return new LoadPlan.Span(part.compareTo(LONGEST_LEAD) < 0 ? part : LONGEST_LEAD, time);
  }

  /** How many blocks of each subject are for its latency: one holds many requests. */
  int latencyBlocks() {
    return Math.max(1, blocks / LATENCY_SHARE);
  }
}
