// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.CatalogUnavailableException;
import io.lakebus.job.commit.CheckpointCommitter;
import io.lakebus.job.commit.CheckpointFiles;
import io.lakebus.job.commit.CommitConflictException;
import io.lakebus.job.commit.CommitOnce;
import io.lakebus.job.commit.CommitUnknownException;
import io.lakebus.job.commit.GapException;
import io.lakebus.job.commit.MissingFileException;
import io.lakebus.job.commit.OvertakenException;
import io.lakebus.job.commit.TableCommits;
import io.lakebus.job.failpoint.FailPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * The operator commit of one job, as Flink runs it: what is pending is committed one checkpoint
 * after the other, the oldest first, when Flink tells that a checkpoint is complete. The committing
 * itself is the project's.
 */
final class SimulatedCommitter implements CatalogClient.Steps {

  /** How a job's committing goes. */
  enum Outcome {
    /** There is more to do, or nothing was asked for. */
    FINE,
    /** After all tries: Flink starts the job again. */
    FAILED_OVER,
    /** Another try would find the same: a person must look. */
    REFUSED,
    /** The process is dead. */
    DEAD
  }

  private static final int TRIES = 3;

  /** Between so many pairs of steps, something that is under way arrives once. */
  private static final int ARRIVES = 8;

  private final World world;
  private final String name;
  private final CatalogClient client;
  private final TableCommits tables;
  private final CheckpointCommitter committer;
  private List<CheckpointFiles> pending = new ArrayList<>();
  private Fiber running;
  private boolean replaced;
  private boolean misled;

  SimulatedCommitter(World world, String name, Optional<Long> restored) {
    this.world = world;
    this.name = name;
    this.client = new CatalogClient(world, name, this);
    this.tables = world.protocol.tables(client, world.store);
    CommitOnce once =
        new CommitOnce(
            tables,
            Tables.NAMES.get(Tables.ARCHIVE),
            TRIES,
            duration -> {
              world.pass(duration.toMillis());
              between();
            },
            FailPoints.none());
    this.committer =
        new CheckpointCommitter(
            once,
            restored.map(OptionalLong::of).orElse(OptionalLong.empty()),
            () -> {},
            new UnregisteredMetricsGroup());
  }

  void add(CheckpointFiles files) {
    pending.add(files);
  }

  List<CheckpointFiles> pending() {
    return pending;
  }

  /** A checkpoint has failed. */
  void failed(long checkpoint) {
    pending = new ArrayList<>(world.protocol.afterFailure(pending, checkpoint));
  }

  /** Whether it is in the middle of a commit: then it takes part in no checkpoint. */
  boolean isBusy() {
    return running != null;
  }

  /** From now on others think that it is gone. */
  void replace() {
    replaced = true;
  }

  /** Whether it has refused to go on because each of its looks was shown old tables. */
  boolean wasMisled() {
    return misled;
  }

  @Override
  public boolean isReplaced() {
    return replaced;
  }

  /** Begins to commit what is pending of a checkpoint and those before it. */
  void begin(long checkpoint) {
    running = new Fiber(self -> commit(checkpoint));
  }

  private void commit(long checkpoint) throws Exception {
    List<CheckpointFiles> due = new ArrayList<>(pending);
    due.removeIf(files -> files.key().checkpoint() > checkpoint);
    while (!due.isEmpty()) {
      CheckpointFiles files = world.protocol.next(due);
      world.step(name, () -> "begins to commit " + Texts.files(files, world.store));
      PendingRequest request = new PendingRequest(files);
      try {
        world.protocol.commit(committer, request, tables);
      } catch (SuppressRestartsException e) {
        refused(files, e);
        throw e;
      }
      if (request.wasFound()) {
        world.tally.count(Tally.Event.FOUND);
      }
      world.step(name, () -> Texts.key(files.key()) + (request.wasFound() ? " is there" : " done"));
      due.remove(files);
      pending.remove(files);
    }
  }

  @Override
  public void between() {
    world.pass(1);
    if (world.dies()) {
      throw new Crash();
    }
    if (!world.network.isEmpty() && world.random.nextInt(ARRIVES) == 0) {
      world.network.move();
    }
    if (world.random.nextInt(100) < world.faults().paused()) {
      running.pause();
    }
  }

  /** Goes on committing until the next pause. */
  Outcome resume() {
    running.resume();
    if (!running.hasEnded()) {
      return Outcome.FINE;
    }
    Outcome outcome = running.failure().map(this::outcome).orElse(Outcome.FINE);
    running = null;
    return outcome;
  }

  private Outcome outcome(Throwable failure) {
    return switch (failure) {
      case Crash crash -> Outcome.DEAD;
      case CommitConflictException conflict -> failedOver(failure);
      case CommitUnknownException unknown -> failedOver(failure);
      case CatalogUnavailableException unavailable -> failedOver(failure);
      case SuppressRestartsException refused -> Outcome.REFUSED;
      case BrokenPromise broken -> throw broken;
      default -> throw new IllegalStateException("nobody expects this of a commit", failure);
    };
  }

  private Outcome failedOver(Throwable failure) {
    world.tally.count(Tally.Event.FAILED_OVER);
    world.step(name, () -> "fails: " + failure.getMessage());
    return Outcome.FAILED_OVER;
  }

  /** A refusal must have a reason. */
  private void refused(CheckpointFiles files, SuppressRestartsException refusal) {
    world.step(name, () -> "refuses to go on: " + refusal.getCause().getMessage());
    boolean justified;
    switch (refusal.getCause()) {
      case OvertakenException overtaken -> {
        world.tally.count(Tally.Event.OVERTAKEN);
        justified =
            files.tables().entrySet().stream()
                .anyMatch(
                    share ->
                        world.oracle.hasAny(
                            Tables.number(share.getKey()), share.getValue().files()));
      }
      case MissingFileException missing -> {
        world.tally.count(Tally.Event.MISSING_FILE);
        justified =
            files.tables().values().stream()
                .flatMap(share -> share.files().stream())
                .anyMatch(file -> !world.store.isWhole(file));
      }
      // Nothing sets the model's tables back: there is a gap in an old view only.
      case GapException gap -> {
        misled = client.lookWasStale();
        justified = misled;
      }
      default -> justified = false;
    }
    if (!justified) {
      throw new BrokenPromise("a refusal without a reason: " + refusal.getCause());
    }
  }

  /** The process dies. */
  void kill() {
    if (running != null) {
      running.kill();
      running = null;
    }
  }
}
