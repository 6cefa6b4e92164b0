// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.service.JobControl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Faults of the job: it dies at chosen moments, and is started again in every way there is. */
final class JobFaults {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration REACH_LIMIT = Duration.ofSeconds(60);
  private static final Duration TWO_COPIES = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(500);

  private JobFaults() {}

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    for (String moment : FailPoints.MOMENTS) {
      all.add(
          Fault.ordinary(
              "F19/" + moment,
              "Halts the TaskManager (as kill -9) at the moment '" + moment + "' of a checkpoint.",
              random -> atMoment(moment, "halt", random)));
    }
    all.add(
        Fault.ordinary(
            "F19/fails",
            "Has the job fail by an exception at one of these moments.",
            random -> atMoment(anyMoment(random), "fail", random)));
    all.add(
        Fault.ordinary(
            "F24/commit-paused",
            "Holds the commit stage for 5 to 30 s between its look at the tables and its commit.",
            random -> atMoment("staged", "pause " + (5 + random.nextInt(26)), random)));
    all.add(
        Fault.alone(
            "F21/savepoint",
            "Stops the job with a savepoint, and goes on from that.",
            random -> Injection.of(JobFaults::savepoint)));
    all.add(
        Fault.alone(
            "F21/older-checkpoint",
            "Starts the job from an older checkpoint than the last: right, or refused aloud; then"
                + " from the last.",
            random -> Injection.of(JobFaults::olderCheckpoint)));
    all.add(
        Fault.alone(
            "F21/no-state",
            "Cancels the job and starts it without state: it goes on from the tables' offsets."
                + " The vendor repeats nothing across this: what dedup knew is lost.",
            random -> Injection.of(JobFaults::withoutState)));
    all.add(
        Fault.alone(
            "F22",
            "Restarts the job with the other parallelism, 1 or 2: the local TaskManager has 2"
                + " slots.",
            random -> Injection.of(JobFaults::rescale)));
    all.add(
        Fault.alone(
            "F26",
            "Starts a second copy of the job from the same checkpoint beside the first: one of"
                + " them is refused.",
            random -> Injection.of(JobFaults::secondCopy)));
    return List.copyOf(all);
  }

  private static String anyMoment(RandomGenerator random) {
    return FailPoints.MOMENTS.get(random.nextInt(FailPoints.MOMENTS.size()));
  }

  private static Injection atMoment(String moment, String action, RandomGenerator random) {
    // So that it is not always the first checkpoint after the last fault.
    Duration before = Duration.ofMillis(random.nextLong(4_000));
    return new Injection(
        action + " at " + moment + " after " + before.toMillis() + " ms",
        world -> {
          world.pause().sleep(before);
          world.failPoints().arm(moment, action);
          return world.failPoints().awaitReached(moment, REACH_LIMIT)
              ? Effect.injected()
              : Effect.notReached("the job was not at this moment within a minute");
        });
  }

  private static Effect savepoint(World world) throws IOException, InterruptedException {
    return Operator.byHand(
        world,
        held -> {
          Path savepoint = held.job().stopWithSavepoint(STOP_LIMIT);
          return Effect.injected("from " + savepoint.getFileName());
        });
  }

  private static Effect olderCheckpoint(World world) throws IOException, InterruptedException {
    List<Path> kept = new ArrayList<>();
    Set<String> known = world.job().failures().keySet();
    Operator.byHand(
        world,
        held -> {
          held.job().cancel(STOP_LIMIT);
          kept.addAll(held.job().checkpoints());
          if (kept.size() > 1) {
            held.job().setAside(kept.subList(0, 1));
          }
          return Effect.injected();
        });
    if (kept.size() < 2) {
      return Effect.notReached("there is one checkpoint only");
    }
    Optional<String> refusal = Operator.awaitVerdict(world, known);
    if (refusal.isEmpty()) {
      return Effect.injected("went on from the older one");
    }
    return Operator.byHand(
        world,
        held -> {
          held.job().cancel(STOP_LIMIT);
          held.job().setAside(held.job().checkpoints());
          held.job().putBack(kept.getFirst());
          return refusal.get().contains(Operator.OVERTAKEN)
              ? Effect.injected("refused: its rows are there already; went on from the last one")
              : Effect.wrong("refused by: " + refusal.get());
        });
  }

  private static Effect withoutState(World world) throws IOException, InterruptedException {
    return Operator.withoutRepeats(
        world, settled -> Operator.byHand(settled, Operator::takeStateAway));
  }

  private static Effect rescale(World world) throws IOException, InterruptedException {
    return Operator.byHand(
        world,
        held -> {
          int now = held.job().parallelism();
          held.job().cancel(STOP_LIMIT);
          held.job().setParallelism(3 - now);
          return Effect.injected("from " + now + " to " + (3 - now));
        });
  }

  private static Effect secondCopy(World world) throws IOException, InterruptedException {
    int parallelism = world.job().parallelism();
    world.job().setParallelism(1);
    try {
      return Operator.byHand(world, JobFaults::twoCopies);
    } finally {
      world.job().setParallelism(parallelism);
    }
  }

  private static Effect twoCopies(World world) throws IOException, InterruptedException {
    JobControl job = world.job();
    job.cancel(STOP_LIMIT);
    Optional<Path> newest = job.checkpoints().stream().findFirst();
    Set<String> known = job.failures().keySet();
    job.submit(newest);
    job.submit(newest);
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < TWO_COPIES.toNanos()) {
      Map<String, String> failures = job.failures();
      failures.keySet().removeAll(known);
      if (!failures.isEmpty()) {
        String refusal = failures.values().iterator().next();
        return refusal.contains(Operator.OVERTAKEN)
            ? Effect.injected(
                "one of two refused after %d s"
                    .formatted(Duration.ofNanos(System.nanoTime() - begin).toSeconds()))
            : Effect.wrong("one of two ended by: " + refusal);
      }
      world.pause().sleep(POLL);
    }
    job.cancel(STOP_LIMIT);
    return Effect.wrong("none of two was refused for " + TWO_COPIES.toSeconds() + " s");
  }
}
