// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One play of the protocol, decided by a seed alone: for a while anything happens, then all is well
 * and one job goes to the end of the log. Where it refuses to, a person starts it without state.
 */
final class Schedule {

  private static final int FEWEST_STEPS = 20;
  private static final int STEPS_SPREAD = 100;
  private static final int MOST_JOBS_AT_ONCE = 3;

  /** Per mille of steps. */
  private static final int NETWORK = 60;

  /** How often a job is started at the end, and from which time on nobody disturbs it. */
  private static final int LAST_STARTS = 8;

  private static final int UNDISTURBED_FROM = 5;

  /** No job takes so many steps to read a log of this size. */
  private static final int STUCK = 5_000;

  private enum Start {
    FROM_NEWEST,
    FROM_OLDER,
    WITHOUT_STATE
  }

  private final World world;
  private final List<SimulatedJob> jobs = new ArrayList<>();
  private boolean personNeeded;

  /** Whether a job has refused to go on because of old views: then what a person does is harm. */
  private boolean misled;

  private int started;

  private Schedule(World world) {
    this.world = world;
  }

  /**
   * Plays one. To be called on a virtual thread, see {@link Fiber}.
   *
   * @throws BrokenPromise if something is not as the protocol promises
   */
  static void play(long seed, Protocol protocol, Trace trace, Tally tally) {
    RandomGenerator random = new SplittableRandom(seed);
    new Schedule(new World(random, Setting.draw(random), protocol, trace, tally)).play();
  }

  private void play() {
    world.step("world", world.setting::toString);
    try {
      int steps = FEWEST_STEPS + world.random.nextInt(STEPS_SPREAD);
      for (int i = 0; i < steps; i++) {
        act();
      }
      end();
      world.oracle.requireAll(world.catalog);
    } finally {
      jobs.forEach(SimulatedJob::kill);
    }
  }

  private void act() {
    Faults faults = world.faults();
    int dice = world.random.nextInt(1000);
    if (dice < NETWORK) {
      world.network.move();
    } else if ((dice -= NETWORK) < faults.maintenance()) {
      maintain();
    } else if ((dice -= faults.maintenance()) < faults.presumedDead()) {
      replaceOne();
    } else if (dice - faults.presumedDead() < faults.copies() && jobs.size() < MOST_JOBS_AT_ONCE) {
      start(draw());
    } else {
      work();
    }
  }

  /** Others change a table, or old snapshots expire. */
  private void maintain() {
    int number = world.random.nextInt(Tables.NAMES.size());
    SimulatedTable table = world.catalog.table(number);
    switch (world.random.nextInt(4)) {
      case 0 -> {
        world.step("others", () -> "compact " + table.name());
        world.compact(number);
      }
      case 1 -> {
        world.step("others", () -> "change the schema of " + table.name());
        table.changeSchema();
      }
      default -> {
        world.step("others", () -> "expire snapshots of " + table.name());
        world.protocol.expire(table, world.random.nextInt(2));
      }
    }
  }

  /** A job that lives is taken for dead. */
  private void replaceOne() {
    for (SimulatedJob job : jobs) {
      if (!job.isReplaced()) {
        job.replace();
        return;
      }
    }
  }

  private void work() {
    jobs.removeIf(job -> !job.isRunning());
    if (jobs.stream().allMatch(SimulatedJob::isReplaced)) {
      start(draw());
    }
    step(jobs.get(world.random.nextInt(jobs.size())));
  }

  private void step(SimulatedJob job) {
    job.step();
    if (job.hasRefused() && !job.isReplaced()) {
      misled |= job.wasMisled();
      if (world.faults().badLuckOnly() && !misled) {
        throw new BrokenPromise(job.name() + " refuses to go on, and nobody has done it harm");
      }
      personNeeded = true;
    }
  }

  private Start draw() {
    if (world.random.nextInt(100) < world.faults().otherStarts()) {
      return world.random.nextBoolean() ? Start.FROM_OLDER : Start.WITHOUT_STATE;
    }
    return personNeeded && world.random.nextBoolean() ? Start.WITHOUT_STATE : Start.FROM_NEWEST;
  }

  private SimulatedJob start(Start how) {
    Optional<Checkpoint> from =
        switch (how) {
          case FROM_NEWEST -> world.checkpoints.newest();
          case FROM_OLDER -> world.checkpoints.any(world.random);
          case WITHOUT_STATE -> Optional.empty();
        };
    world.tally.count(
        switch (how) {
          case FROM_NEWEST -> Tally.Event.FROM_NEWEST;
          case FROM_OLDER -> Tally.Event.FROM_OLDER;
          case WITHOUT_STATE -> Tally.Event.WITHOUT_STATE;
        });
    personNeeded &= how != Start.WITHOUT_STATE;
    String name = "job " + (char) ('A' + started);
    started++;
    world.step(
        name,
        () ->
            "is started "
                + from.map(some -> "from checkpoint " + some.epoch() + "/" + some.number())
                    .orElse("without state"));
    SimulatedJob job = new SimulatedJob(world, name, from);
    jobs.add(job);
    return job;
  }

  /** All is well from now on, but for those who were taken for dead and what is under way. */
  private void end() {
    world.step("world", () -> "all is well from now on");
    world.calmDown();
    jobs.forEach(SimulatedJob::replace);
    Start how = personNeeded ? Start.WITHOUT_STATE : draw();
    for (int starts = 1; starts <= LAST_STARTS; starts++) {
      if (starts == UNDISTURBED_FROM) {
        leaveAlone();
      }
      SimulatedJob last = start(how);
      goToTheEnd(last);
      if (last.isDone()) {
        jobs.remove(last);
        leaveAlone();
        return;
      }
      how = last.hasRefused() ? Start.WITHOUT_STATE : Start.FROM_NEWEST;
    }
    throw new BrokenPromise("no start comes to the end of the log");
  }

  private void goToTheEnd(SimulatedJob last) {
    for (int steps = 0; last.isRunning() && !last.isDone(); steps++) {
      if (steps > STUCK) {
        throw new BrokenPromise(last.name() + " does not come to the end of the log");
      }
      switch (world.random.nextInt(8)) {
        case 0 -> world.network.move();
        case 1 -> stepOthers(last);
        default -> step(last);
      }
    }
  }

  private void stepOthers(SimulatedJob last) {
    jobs.removeIf(job -> !job.isRunning());
    for (SimulatedJob job : jobs) {
      if (job != last) {
        step(job);
      }
    }
  }

  /** What others have begun comes to its end. */
  private void leaveAlone() {
    while (!world.network.isEmpty()) {
      world.network.move();
    }
    while (!jobs.isEmpty()) {
      jobs.removeIf(job -> !job.isRunning());
      List.copyOf(jobs).forEach(this::step);
    }
  }
}
