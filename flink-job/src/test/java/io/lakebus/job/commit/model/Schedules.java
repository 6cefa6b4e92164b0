// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Plays schedules by their seeds, and tells how to see one again that has broken a promise. */
final class Schedules {

  private static final String SEED = "lakebus.model.seed";
  private static final String COUNT = "lakebus.model.schedules";

  /**
   * A schedule that has been played.
   *
   * @param seed its seed
   * @param broken the promise that was broken, if any was
   * @param steps what has happened, where that was kept
   */
  record Played(long seed, Optional<String> broken, List<String> steps) {

    @Override
    public String toString() {
      return "The schedule with the seed %d %s%n%s%nTo see it again: mvn -pl flink-job -am test%s"
          .formatted(
              seed,
              broken.map("breaks a promise: "::concat).orElse("keeps all promises"),
              String.join(System.lineSeparator(), steps),
              " -Dtest=CommitModelTest -Dsurefire.failIfNoSpecifiedTests=false -D"
                  + SEED
                  + "="
                  + seed);
    }
  }

  private Schedules() {}

  /**
   * Plays the schedules from seed 0 on and returns the first that breaks a promise, with its steps.
   *
   * @param count how many, unless the system property {@code lakebus.model.schedules} says it. With
   *     {@code lakebus.model.seed} it is that one alone, and its steps are printed
   */
  static Optional<Played> firstBroken(int count, Tally tally) {
    Long seed = Long.getLong(SEED);
    if (seed == null) {
      return firstBroken(Protocol::new, Integer.getInteger(COUNT, count), tally);
    }
    Played played = play(Protocol::new, seed);
    System.out.println(played);
    return Optional.of(played).filter(one -> one.broken().isPresent());
  }

  /** Plays the schedules from seed 0 on and returns the first that breaks a promise. */
  static Optional<Played> firstBroken(Supplier<Protocol> protocol, int count, Tally tally) {
    return onVirtualThread(
        () -> {
          for (long seed = 0; seed < count; seed++) {
            if (play(protocol, seed, Trace.none(), tally).broken().isPresent()) {
              return Optional.of(play(protocol, seed, Trace.kept(), new Tally()));
            }
          }
          return Optional.empty();
        });
  }

  /** Plays one schedule, keeping its steps. */
  static Played play(Supplier<Protocol> protocol, long seed) {
    return onVirtualThread(() -> play(protocol, seed, Trace.kept(), new Tally()));
  }

  private static Played play(Supplier<Protocol> protocol, long seed, Trace trace, Tally tally) {
    Optional<String> broken = Optional.empty();
    try {
      Schedule.play(seed, protocol.get(), trace, tally);
    } catch (BrokenPromise e) {
      broken = Optional.of(e.getMessage());
    }
    return new Played(seed, broken, trace.steps());
  }

  /** Where {@link Fiber}s are quick. */
  private static <T> T onVirtualThread(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread.ofVirtual().name("schedules").start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a schedule ends in a way that nobody expects", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while schedules are played", e);
    }
  }
}
