// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The CPU time of processes, all their threads in user and in kernel mode, since each began. Linux
 * counts it in hundredths of a second.
 */
public final class CpuTimes {

  private CpuTimes() {}

  /**
   * The CPU time that each of these processes has used so far.
   *
   * @throws IllegalStateException if one has ended
   */
  public static List<Duration> of(List<Long> pids) {
    return pids.stream().map(CpuTimes::of).toList();
  }

  private static Duration of(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"));
  }

  /** What each has used between two looks. */
  public static List<Duration> between(List<Duration> before, List<Duration> after) {
    List<Duration> used = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      used.add(after.get(i).minus(before.get(i)));
    }
    return List.copyOf(used);
  }
}
