// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.CheckpointFiles;
import io.lakebus.job.commit.Gathering;
import io.lakebus.job.log.Offsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One run of the job, from its start to its end by whatever cause: reads, writes, gathers, takes
 * part in checkpoints, commits.
 */
final class SimulatedJob {

  private static final int MOST_SUBTASKS = 2;
  private static final int MOST_RECORDS_AT_A_TIME = 3;

  /** A barrier that has gone through write and gather, and not yet through commit. */
  private record Barrier(long number, int[] next, Optional<Offsets> handedOn, Offsets complete) {}

  private final World world;
  private final String name;
  private final String epoch;
  private final int[] next;
  private final SubtaskWriter[] writers;
  private final Gathering gathering;
  private final SimulatedCommitter committer;

  private SimulatedCommitter.Outcome outcome = SimulatedCommitter.Outcome.FINE;
  private boolean replaced;
  private long number;
  private boolean readSinceBarrier;
  private Barrier barrier;
  private Checkpoint aligned;
  private long lateNotice;

  /** A job starts, from a checkpoint or without state. */
  SimulatedJob(World world, String name, Optional<Checkpoint> restored) {
    this.world = world;
    this.name = name;
    this.epoch = world.newEpoch();
    this.writers = new SubtaskWriter[1 + world.random.nextInt(MOST_SUBTASKS)];
    Arrays.setAll(writers, subtask -> new SubtaskWriter(world, name));
    this.committer = new SimulatedCommitter(world, name, restored.map(Checkpoint::number));
    Offsets complete;
    Optional<Offsets> handedOn;
    if (restored.isPresent()) {
      Checkpoint from = restored.get();
      number = from.number();
      next = from.next().clone();
      complete = from.complete();
      handedOn = from.handedOn();
      world.protocol.restored(from.pending()).forEach(committer::add);
      if (!committer.pending().isEmpty()) {
        committer.begin(number);
      }
    } else {
      complete = startPlace();
      handedOn = Optional.of(complete);
      next = new int[world.log().partitions()];
      Arrays.setAll(next, partition -> (int) complete.of(partition));
    }
    this.gathering = new Gathering(Tables.PIPELINE, Optional.empty(), epoch, handedOn, complete);
    world.step(name, () -> "starts in epoch " + epoch + " at " + read().toJson());
  }

  private Offsets startPlace() {
    try {
      return world.protocol.start(world.catalog);
    } catch (IllegalStateException e) {
      throw new BrokenPromise(name + " cannot start: " + e.getMessage());
    }
  }

  String name() {
    return name;
  }

  boolean isRunning() {
    return outcome == SimulatedCommitter.Outcome.FINE;
  }

  /** Whether it has refused to go on, so that a person must look. */
  boolean hasRefused() {
    return outcome == SimulatedCommitter.Outcome.REFUSED;
  }

  /** Whether it has refused to go on because it was shown old tables, however often it looked. */
  boolean wasMisled() {
    return committer.wasMisled();
  }

  boolean isReplaced() {
    return replaced;
  }

  /** Whether the whole log is read and committed. */
  boolean isDone() {
    return isRunning()
        && !readSinceBarrier
        && barrier == null
        && aligned == null
        && !committer.isBusy()
        && committer.pending().isEmpty()
        && hasReadAll();
  }

  /** Its coordinator gives it up for dead. Only a commit that has begun goes on. */
  void replace() {
    replaced = true;
    committer.replace();
    world.step(name, () -> "is taken for dead");
    if (!committer.isBusy()) {
      outcome = SimulatedCommitter.Outcome.DEAD;
    }
  }

  void kill() {
    world.step(name, () -> "dies");
    committer.kill();
    outcome = SimulatedCommitter.Outcome.DEAD;
  }

  /** Does one thing out of those that can be done now. */
  void step() {
    world.pass(1);
    if (replaced) {
      resumeCommit();
      if (isRunning() && !committer.isBusy()) {
        outcome = SimulatedCommitter.Outcome.DEAD;
      }
      return;
    }
    boolean acted =
        switch (world.random.nextInt(8)) {
          case 0, 1, 2 -> read(1 + world.random.nextInt(MOST_RECORDS_AT_A_TIME));
          case 3 -> beginCheckpoint();
          case 4, 5 -> advanceCheckpoint();
          default -> resumeCommit();
        };
    if (!acted) {
      acted = resumeCommit() || advanceCheckpoint() || beginCheckpoint() || read(1);
    }
    if (isRunning() && world.dies()) {
      kill();
    }
  }

  private boolean read(int records) {
    int partitions = world.log().partitions();
    int first = world.random.nextInt(partitions);
    for (int i = 0; i < partitions; i++) {
      int partition = (first + i) % partitions;
      int begin = next[partition];
      int end = Math.min(world.log().end(partition), begin + records);
      if (begin < end) {
        for (int offset = begin; offset < end; offset++) {
          writers[(partition + 3 * offset) / 2 % writers.length].write(partition, offset);
        }
        next[partition] = end;
        readSinceBarrier = true;
        world.step(name, () -> "reads partition %d to %d".formatted(partition, end));
        return true;
      }
    }
    return false;
  }

  private boolean beginCheckpoint() {
    if (barrier != null || aligned != null) {
      return false;
    }
    if (!readSinceBarrier && committer.pending().isEmpty()) {
      return false;
    }
    number++;
    Offsets before = gathering.complete();
    for (SubtaskWriter writer : writers) {
      gathering.add(writer.close());
    }
    readSinceBarrier = false;
    Optional<CheckpointFiles> files = gathering.take(number);
    world.step(
        name,
        () ->
            "begins checkpoint "
                + number
                + files.map(some -> " with " + Texts.files(some, world.store)).orElse(", empty"));
    files
        .map(gathered -> world.protocol.committable(gathered, before, this::read))
        .ifPresent(committer::add);
    barrier = new Barrier(number, next.clone(), gathering.handedOn(), gathering.complete());
    if (world.protocol.commitsAtTheBarrier() && files.isPresent() && !committer.isBusy()) {
      committer.begin(number);
    }
    return true;
  }

  /** The checkpoint goes through commit, then is complete or fails, then is told of. */
  private boolean advanceCheckpoint() {
    if (barrier != null && !committer.isBusy()) {
      aligned =
          new Checkpoint(
              barrier.number(),
              epoch,
              barrier.next(),
              barrier.handedOn(),
              barrier.complete(),
              committer.pending());
      barrier = null;
      return true;
    }
    if (aligned != null) {
      Checkpoint made = aligned;
      aligned = null;
      if (world.fails(world.faults().failedCheckpoint())) {
        world.step(name, () -> "checkpoint " + made.number() + " fails");
        committer.failed(made.number());
      } else {
        complete(made);
      }
      return true;
    }
    if (lateNotice > 0 && !committer.isBusy()) {
      notice(lateNotice);
      return true;
    }
    return false;
  }

  private void complete(Checkpoint made) {
    world.checkpoints.add(made);
    if (world.fails(world.faults().unnoticed())) {
      world.step(name, () -> "checkpoint " + made.number() + " is complete, without notice");
      return;
    }
    if (committer.isBusy() || world.fails(world.faults().lateNotice())) {
      world.step(name, () -> "checkpoint " + made.number() + " is complete, notice comes later");
      lateNotice = made.number();
      return;
    }
    world.step(name, () -> "checkpoint " + made.number() + " is complete");
    notice(made.number());
  }

  private void notice(long completed) {
    lateNotice = 0;
    if (committer.pending().stream().anyMatch(files -> files.key().checkpoint() <= completed)) {
      committer.begin(completed);
    }
  }

  private boolean resumeCommit() {
    if (!committer.isBusy()) {
      return false;
    }
    outcome = committer.resume();
    return true;
  }

  private boolean hasReadAll() {
    for (int partition = 0; partition < next.length; partition++) {
      if (next[partition] < world.log().end(partition)) {
        return false;
      }
    }
    return true;
  }

  /** How far it has read by now. */
  private Offsets read() {
    TreeMap<Integer, Long> read = new TreeMap<>();
    for (int partition = 0; partition < next.length; partition++) {
      read.put(partition, (long) next[partition]);
    }
    return new Offsets(read);
  }
}
