// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A fault that was injected, and what came of it.
 *
 * @param planned the fault
 * @param together whether others were injected at the same time
 * @param span when
 * @param effect what it did
 * @param recovery how the stack came back
 */
record Injected(
    Schedule.Planned planned, boolean together, Span span, Effect effect, Recovery recovery) {

  /**
   * When a fault was at work.
   *
   * @param from when it began
   * @param to when it was over and healed
   */
  record Span(Instant from, Instant to) {}

  /**
   * How a stack came back after a fault, counted from the fault's end.
   *
   * @param rows until rows were visible of events received after it; empty if that took too long
   * @param ready until every service was ready; empty if that took too long
   * @param unreadable tables that could not be read then
   * @param doubled rows of one event too many that came with it
   */
  record Recovery(
      Optional<Duration> rows, Optional<Duration> ready, long unreadable, long doubled) {

    boolean isComplete() {
      return rows.isPresent() && ready.isPresent();
    }
  }

  Fault fault() {
    return planned.fault();
  }

  /** Whether the fault took place. */
  boolean tookPlace() {
    return effect.kind() != Effect.Kind.NOT_REACHED;
  }
}
