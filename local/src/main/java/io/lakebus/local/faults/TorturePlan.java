// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a run is asked for.
 *
 * @param seed determines the faults
 * @param faults the faults to choose from
 * @param atOnce how many of them come together at most
 * @param limits when it ends
 * @param rate events a second
 * @param command repeats the run
 */
record TorturePlan(
    long seed, List<Fault> faults, int atOnce, Limits limits, double rate, String command) {

  /**
   * When a run ends.
   *
   * @param time how long faults are injected
   * @param rounds how often each is injected
   * @param recovery how long the stack may take to come back
   */
  record Limits(Optional<Duration> time, Optional<Integer> rounds, Duration recovery) {}

  TorturePlan {
    faults = List.copyOf(faults);
  }

  /** The faults that come by the schedule. */
  List<Fault> scheduled() {
    return faults.stream().filter(fault -> !fault.mustBeNamed()).toList();
  }

  /** The faults that come after the check; what leaves something to be settled comes last. */
  List<Fault> afterCheck() {
    return faults.stream()
        .filter(Fault::mustBeNamed)
        .sorted(Comparator.comparing(Fault::kind))
        .toList();
  }

  /** How many injections there are at most. */
  long injections() {
    return limits.rounds().map(times -> (long) times * scheduled().size()).orElse(Long.MAX_VALUE);
  }
}
