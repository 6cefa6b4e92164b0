// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.stream;

import io.lakebus.event.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** A stage's metrics {@code dead_letters}: one counter for each reason that the stage has met. */
public final class DeadLetterCounters {

  private final MetricGroup group;
  private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

  /** Counts in the group of a stage. */
  public DeadLetterCounters(MetricGroup stage) {
    this.group = stage.addGroup("dead_letters");
  }

  /** One dead letter more. */
  public void count(Reason reason) {
    counters.computeIfAbsent(reason, unmet -> group.counter(unmet.code().replace('-', '_'))).inc();
  }
}
