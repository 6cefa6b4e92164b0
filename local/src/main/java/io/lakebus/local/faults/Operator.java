// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.stack.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a person does to a job by hand, and waits for. */
final class Operator {

  /** What the job says when its rows are there already, by another job of its pipeline. */
  static final String OVERTAKEN = "would double them";

  /** What a start says that was under way when its checkpoint was taken away; another follows. */
  private static final String TAKEN_AWAY = "Cannot find checkpoint or savepoint";

  private static final Duration VERDICT_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Longer than any answer is waited for: what was in doubt is settled then. */
  private static final Duration UNTIL_SETTLED = Duration.ofSeconds(12);

  private Operator() {}

  /** Something that is done to the job. */
  interface Work {
    Effect on(World world) throws IOException, InterruptedException;
  }

  /**
   * Does something while the supervisor, which would start the job again at once, is held; whatever
   * happens the supervisor goes on then.
   */
  static Effect byHand(World world, Work work) throws IOException, InterruptedException {
    ProcessHandle supervisor = world.processes().freeze(Processes.SUPERVISOR);
    try {
      return work.on(world);
    } finally {
      world.processes().thaw(supervisor);
    }
  }

  /**
   * Waits until the job either goes on or has failed for good.
   *
   * @param known failures from before, by the jobs' ids
   * @return its failure; empty once rows are visible of events from after now
   */
  static Optional<String> awaitVerdict(World world, Set<String> known)
      throws IOException, InterruptedException {
    NewRows.Mark now = world.rows().mark();
    long end = System.nanoTime() + VERDICT_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      Map<String, String> failures = world.job().failures();
      failures.keySet().removeAll(known);
      if (!failures.isEmpty()) {
        return failures.values().stream().findFirst();
      }
      if (world.rows().areVisible(now)) {
        return Optional.empty();
      }
      world.pause().sleep(POLL);
    }
    return Optional.of("it neither commits nor fails: " + world.processes().notReady());
  }

  /** Does something while the vendor repeats nothing: the job does not know what it had. */
  static Effect withoutRepeats(World world, Work work) throws IOException, InterruptedException {
    world.load().holdRepeats();
    try {
      world.pause().sleep(UNTIL_SETTLED);
      return work.on(world);
    } finally {
      world.load().allowRepeats();
    }
  }

  /** Takes all checkpoints away, so that the job starts without state. */
  static Effect takeStateAway(World world) throws IOException, InterruptedException {
    world.job().cancel(STOP_LIMIT);
    List<Path> all = world.job().checkpoints();
    world.job().setAside(all);
    return Effect.injected(all.size() + " checkpoints taken away");
  }

  /**
   * Judges a job that must not go on by itself: it refuses, in these words, and goes on once a
   * person has settled it.
   *
   * @param known failures from before, by the jobs' ids
   * @param words what its refusal says
   * @param settle what a person does then
   */
  static Effect mustRefuse(World world, Set<String> known, String words, Work settle)
      throws IOException, InterruptedException {
    Optional<String> refusal = awaitVerdict(world, known);
    if (refusal.isEmpty()) {
      return Effect.wrong("the job went on as if nothing was gone");
    }
    if (!refusal.get().contains(words)) {
      return Effect.wrong("refused by: " + refusal.get());
    }
    Set<String> refused = world.job().failures().keySet();
    Effect settled = byHand(world, settle);
    Optional<String> again = awaitVerdict(world, refused);
    if (again.filter(reason -> reason.contains(TAKEN_AWAY)).isPresent()) {
      again = awaitVerdict(world, world.job().failures().keySet());
    }
    return again
        .map(reason -> Effect.wrong("does not go on after that: " + reason))
        .orElseGet(() -> Effect.injected("refused: " + words + "; " + settled.note()));
  }

  /** Has the job go on from the last checkpoint but one. Returns false if there is none. */
  static boolean goBackOne(World world) throws IOException, InterruptedException {
    Effect effect =
        byHand(
            world,
            held -> {
              held.job().cancel(STOP_LIMIT);
              List<Path> kept = held.job().checkpoints();
              if (kept.size() < 2) {
                return Effect.notReached("no older checkpoint");
              }
              held.job().setAside(kept.subList(0, 1));
              return Effect.injected();
            });
    return effect.kind() == Effect.Kind.INJECTED;
  }
}
