// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The steps of a schedule, for people. Kept only of a schedule that is run again to be read. */
final class Trace {

  /** Keeps nothing. */
  static Trace none() {
    return new Trace(false);
  }

  /** Keeps every step. */
  static Trace kept() {
    return new Trace(true);
  }

  private final boolean kept;
  private final List<String> steps = new ArrayList<>();

  private Trace(boolean kept) {
    this.kept = kept;
  }

  /** A step happens. */
  void step(long millis, String who, Supplier<String> what) {
    if (kept) {
      steps.add("%7d ms  %-8s %s".formatted(millis, who, what.get()));
    }
  }

  List<String> steps() {
    return steps;
  }
}
