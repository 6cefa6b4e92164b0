// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Injects faults one after another, or several at once, and waits each time until all is well. */
final class Torture {

  private static final Duration LAST_CHANCE = Duration.ofMinutes(5);

  private final Arena arena;
  private final InstantSource clock;
  private final Consumer<String> progress;
  private final List<Injected> done = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param arena the stack
   * @param progress is told of each injection in a line
   */
  Torture(Arena arena, InstantSource clock, Consumer<String> progress) {
    this.arena = arena;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Says when to end.
   *
   * @param end no injection begins after this
   * @param injections nor after so many
   * @param recovery how long the stack may take to come back
   */
  record Until(Instant end, long injections, Duration recovery) {}

  /**
   * Injects what the schedule says until it is time to end, or the stack does not come back, not
   * even some minutes after everything was healed.
   *
   * @return whether the stack came back in the end each time
   */
  boolean run(Schedule schedule, Until until) throws InterruptedException {
    while (done.size() < until.injections()) {
      Schedule.Step step = schedule.next();
      arena.sleep(step.pause());
      if (!clock.instant().isBefore(until.end())) {
        return true;
      }
      if (!inject(step, until.recovery())) {
        return false;
      }
    }
    return true;
  }

  /** What was injected so far. */
  List<Injected> injected() {
    return List.copyOf(done);
  }

  private boolean inject(Schedule.Step step, Duration limit) throws InterruptedException {
    List<Struck> struck = strike(step);
    NewRows.Mark mark = arena.mark();
    Injected.Recovery recovery = arena.awaitRecovery(mark, clock.instant(), limit);
    boolean together = struck.size() > 1;
    for (Struck one : struck) {
      Injected injected =
          new Injected(
              one.planned(),
              together,
              new Injected.Span(one.from(), one.to()),
              one.effect(),
              recovery);
      done.add(injected);
      progress.accept(Lines.of(injected));
    }
    return recovery.isComplete() || lastChance(mark);
  }

  private boolean lastChance(NewRows.Mark mark) throws InterruptedException {
    progress.accept("not back: " + arena.notReady());
    heal();
    return arena.awaitRecovery(mark, clock.instant(), LAST_CHANCE).isComplete();
  }

  private record Struck(Schedule.Planned planned, Instant from, Instant to, Effect effect) {}

  private List<Struck> strike(Schedule.Step step) throws InterruptedException {
    List<Future<Struck>> underWay = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Schedule.Planned planned : step.injections()) {
        if (!underWay.isEmpty()) {
          arena.sleep(step.lead());
        }
        underWay.add(threads.submit(() -> strike(planned)));
      }
      List<Struck> struck = new ArrayList<>();
      for (Future<Struck> one : underWay) {
        struck.add(one.get());
      }
      return struck;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an injection has failed", e.getCause());
    }
  }

  private Struck strike(Schedule.Planned planned) throws InterruptedException {
    Instant from = clock.instant();
    Effect effect;
    try {
      effect = arena.strike(planned.injection());
    } catch (IOException e) {
      effect = Effect.notInjected(e);
    }
    return new Struck(planned, from, clock.instant(), effect);
  }

  /** Takes back whatever may still be at fault. */
  void heal() throws InterruptedException {
    try {
      arena.heal();
    } catch (IOException e) {
      progress.accept("cannot heal: " + e.getMessage());
    }
  }
}
