// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Which faults are injected when: an endless sequence that the seed and the list of faults
 * determine altogether. The faults come in rounds, each once a round, in another order each round;
 * so after n rounds each was injected n times.
 */
final class Schedule {

  private static final long SHORTEST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 6_000;
  private static final long LONGEST_LEAD_MILLIS = 4_000;

  private final SplittableRandom random;
  private final Random order;
  private final List<Fault> faults;
  private final int atOnce;
  private final Deque<Fault> round = new ArrayDeque<>();
  private int number;

  /**
   * Makes the sequence.
   *
   * @param seed determines it
   * @param faults at least one
   * @param atOnce how many come together at most
   */
  Schedule(long seed, List<Fault> faults, int atOnce) {
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("no faults to inject");
    }
    if (atOnce < 1) {
      throw new IllegalArgumentException("at least one fault comes at once");
    }
    this.atOnce = atOnce;
    this.faults = List.copyOf(faults);
    this.random = new SplittableRandom(seed);
    this.order = new Random(random.nextLong());
  }

  /**
   * One injection.
   *
   * @param number counted from 1
   * @param fault the fault
   * @param injection the fault with its parameters
   */
  record Planned(int number, Fault fault, Injection injection) {}

  /**
   * What is done next: one injection, or several at once.
   *
   * @param pause before it
   * @param injections one, or several of which each comes a moment after the one before
   * @param lead that moment
   */
  record Step(Duration pause, List<Planned> injections, Duration lead) {
    Step {
      injections = List.copyOf(injections);
    }
  }

  /** The next step. */
  Step next() {
    SplittableRandom own = random.split();
    Duration pause =
        Duration.ofMillis(own.nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS + 1));
    Duration lead = Duration.ofMillis(own.nextLong(LONGEST_LEAD_MILLIS));
    int size = own.nextInt(1, atOnce + 1);
    Fault first = draw();
    List<Planned> injections = new ArrayList<>(List.of(plan(first, own)));
    if (isOrdinary(first)) {
      List<Fault> company = round.stream().filter(Schedule::isOrdinary).limit(size - 1L).toList();
      for (Fault fault : company) {
        round.remove(fault);
        injections.add(plan(fault, own));
      }
    }
    return new Step(pause, injections, lead);
  }

  private static boolean isOrdinary(Fault fault) {
    return fault.kind() == Fault.Kind.ORDINARY;
  }

  private Planned plan(Fault fault, SplittableRandom own) {
    number++;
    return new Planned(number, fault, fault.plan(own.split()));
  }

  private Fault draw() {
    if (round.isEmpty()) {
      List<Fault> shuffled = new ArrayList<>(faults);
      Collections.shuffle(shuffled, order);
      round.addAll(shuffled);
    }
    return round.remove();
  }
}
