// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds out when commits have stopped, also when nothing fails: it remembers what was handed to
 * commit and asks the archive whether it arrives. What commit itself says is not asked.
 *
 * <p>A commit is due {@link Patience#stall} after its checkpoint is complete. Where nobody tells
 * that it is, the checkpoint's own timeout comes on top: then it is not under way any more. The
 * archive is asked only while something is expected, and not before a third of the patience; so a
 * healthy pipeline asks a few times a minute at most.
 *
 * <p>A catalog that does not answer is no stall: commit tries again and fails by itself. Each time
 * that the catalog cannot be asked, everything expected gets its full time anew.
 */
public final class CommitWatch {

  /**
   * How long to wait.
   *
   * @param stall how long a completed checkpoint may stay uncommitted
   * @param checkpointTimeout how long a checkpoint may take
   */
  public record Patience(Duration stall, Duration checkpointTimeout) implements Serializable {

    /** The same, but not less than three commit intervals. */
    public Patience atLeastThree(Duration interval) {
      Duration three = interval.multipliedBy(3);
      return new Patience(stall.compareTo(three) < 0 ? three : stall, checkpointTimeout);
    }
  }

  private static final class Expected {

    private final long checkpoint;
    private final Offsets complete;
    private final long since;
    private long due;
    private boolean dueForGood;

    private Expected(long checkpoint, Offsets complete, long since, long due) {
      this.checkpoint = checkpoint;
      this.complete = complete;
      this.since = since;
      this.due = due;
    }
  }

  private final ArchiveProbe archive;
  private final Patience patience;
  private final LongSupplier nanoTime;
  private final List<Expected> expected = new ArrayList<>();
  private long unseenNanos;

  /**
   * Watches a pipeline.
   *
   * @param archive tells what has arrived
   * @param patience how long to wait
   * @param nanoTime a clock that never jumps, in nanoseconds
   */
  public CommitWatch(ArchiveProbe archive, Patience patience, LongSupplier nanoTime) {
    this.archive = archive;
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /** Everything up to this place was handed to commit before a restart. */
  public synchronized void restored(long checkpoint, Offsets complete) {
    handedOn(checkpoint, complete);
    completed(checkpoint);
  }

  /** Everything up to this place is handed to commit with a checkpoint that is under way. */
  public synchronized void handedOn(long checkpoint, Offsets complete) {
    long now = nanoTime.getAsLong();
    expected.add(new Expected(checkpoint, complete, now, withCheckpoint(now)));
  }

  /** A checkpoint is complete: its commit is due soon, and so are those of all before it. */
  public synchronized void completed(long checkpoint) {
    long due = nanoTime.getAsLong() + patience.stall().toNanos();
    for (Expected one : expected) {
      if (one.checkpoint <= checkpoint && !one.dueForGood) {
        one.due = due;
        one.dueForGood = true;
      }
    }
  }

  /** A checkpoint was given up: what was handed on with it is committed with a later one. */
  public synchronized void aborted(long checkpoint) {
    long due = withCheckpoint(nanoTime.getAsLong());
    for (Expected one : expected) {
      if (one.checkpoint <= checkpoint && !one.dueForGood) {
        one.due = due;
      }
    }
  }

  /** How long the oldest was expected that had not arrived when the archive was last asked. */
  public synchronized Duration unseen() {
    return Duration.ofNanos(unseenNanos);
  }

  /** Asks the archive if it is time to; returns what is wrong if commits have stopped. */
  public Optional<CommitStalledException> check() {
    if (!isTimeToAsk()) {
      return Optional.empty();
    }
    Offsets arrived;
    try {
      arrived = archive.completeTo();
    } catch (CatalogUnavailableException e) {
      giveMoreTime();
      return Optional.empty();
    }
    return judge(arrived);
  }

  private synchronized boolean isTimeToAsk() {
    if (expected.isEmpty()) {
      unseenNanos = 0;
      return false;
    }
    long waiting = nanoTime.getAsLong() - expected.getFirst().since;
    return waiting >= patience.stall().toNanos() / 3;
  }

  private synchronized void giveMoreTime() {
    long due = nanoTime.getAsLong() + patience.stall().toNanos();
    expected.forEach(one -> one.due = Math.max(one.due, due));
  }

  private synchronized Optional<CommitStalledException> judge(Offsets arrived) {
    long now = nanoTime.getAsLong();
    expected.removeIf(one -> arrived.covers(one.complete));
    unseenNanos = expected.isEmpty() ? 0 : now - expected.getFirst().since;
    return expected.stream()
        .filter(one -> one.due <= now)
        .findFirst()
        .map(one -> stalled(one, arrived, Duration.ofNanos(now - one.since)));
  }

  private static CommitStalledException stalled(Expected one, Offsets arrived, Duration waited) {
    return new CommitStalledException(
        "commits have stopped: all up to the log's offsets "
            + one.complete.toJson()
            + " was handed to commit with checkpoint "
            + one.checkpoint
            + " "
            + waited.toSeconds()
            + " s ago, and the archive is complete up to "
            + arrived.toJson()
            + ". The job fails over: what is in its state is then looked up and committed. If this"
            + " comes again, look for what the operator commit logs and waits for; where commits"
            + " are slow and not stopped, set commit.stall to more than one takes.");
  }

  private long withCheckpoint(long now) {
    return now + patience.checkpointTimeout().plus(patience.stall()).toNanos();
  }
}
