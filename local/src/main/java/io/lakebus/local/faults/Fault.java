// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.util.random.RandomGenerator;

/**
 * A fault of the catalogue.
 *
 * @param id its id, {@code F20/jobmanager}: the family before the slash, a variant after it
 * @param sentence what it does, for a person
 * @param kind when it is injected
 * @param planner draws its parameters
 */
record Fault(String id, String sentence, Kind kind, Planner planner) {

  /** When a fault is injected. */
  enum Kind {
    /** At any time, also together with another one. */
    ORDINARY,
    /** At any time, but alone: it steers the job by hand. */
    ALONE,
    /** Only when it is named, alone, and after the check: it has one of its own. */
    NAMED_ONLY,
    /** Like that, and once: what it leaves is for a person to settle, and not checked. */
    LAST
  }

  /** Draws parameters: the same ones from the same random numbers. */
  @FunctionalInterface
  interface Planner {
    Injection plan(RandomGenerator random);
  }

  static Fault ordinary(String id, String sentence, Planner planner) {
    return new Fault(id, sentence, Kind.ORDINARY, planner);
  }

  static Fault alone(String id, String sentence, Planner planner) {
    return new Fault(id, sentence, Kind.ALONE, planner);
  }

  static Fault namedOnly(String id, String sentence, Planner planner) {
    return new Fault(id, sentence, Kind.NAMED_ONLY, planner);
  }

  static Fault last(String id, String sentence, Planner planner) {
    return new Fault(id, sentence, Kind.LAST, planner);
  }

  /** Whether it comes only when it is named. */
  boolean mustBeNamed() {
    return kind == Kind.NAMED_ONLY || kind == Kind.LAST;
  }

  /** The id without its variant. */
  String family() {
    return id.replaceFirst("/.*", "");
  }

  /** The injection that these random numbers make. */
  Injection plan(RandomGenerator random) {
    return planner.plan(random);
  }
}
