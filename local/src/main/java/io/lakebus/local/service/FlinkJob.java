// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import java.time.Instant;
import java.util.Set;

/**
 * A job as the JobManager lists it.
 *
 * @param id its id
 * @param name its name
 * @param state in Flink's words
 * @param started when it was submitted
 * @param tasks how many tasks it has
 * @param runningTasks how many of them run
 */
record FlinkJob(
    String id, String name, String state, Instant started, int tasks, int runningTasks) {

  private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED");

  /** Whether Flink itself does nothing more about it. */
  boolean hasEnded() {
    return ENDED.contains(state);
  }

  /** Whether every task of it runs. */
  boolean runs() {
    return state.equals("RUNNING") && runningTasks == tasks;
  }
}
