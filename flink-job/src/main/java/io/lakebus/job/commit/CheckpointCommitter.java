// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** The operator commit: a completed checkpoint's files become visible. */
public final class CheckpointCommitter implements Committer<CheckpointFiles> {

  private static final double NANOS_PER_SECOND = 1e9;

  private final CommitOnce commits;
  private final OptionalLong restored;
  private final Closeable resources;
  private final Counter committed;
  private volatile double lastSeconds;
  private volatile long lastCheckpoint;

  /**
   * Makes the committer.
   *
   * @param commits commits
   * @param restored the checkpoint that the job was started from, if it was
   * @param resources what is closed in the end
   * @param metrics the operator's metrics
   */
  public CheckpointCommitter(
      CommitOnce commits, OptionalLong restored, Closeable resources, MetricGroup metrics) {
    this.commits = commits;
    this.restored = restored;
    this.resources = resources;
    MetricGroup group = metrics.addGroup("commit");
    this.committed = group.counter("commits");
    group.gauge("seconds", () -> lastSeconds);
    group.gauge("checkpoint", () -> lastCheckpoint);
  }

  @Override
  public void commit(Collection<CommitRequest<CheckpointFiles>> requests)
      throws IOException, InterruptedException {
    List<CommitRequest<CheckpointFiles>> inOrder =
        requests.stream()
            .sorted(
                Comparator.comparingLong(request -> request.getCommittable().key().checkpoint()))
            .toList();
    for (CommitRequest<CheckpointFiles> request : inOrder) {
      commit(request);
    }
  }

  private void commit(CommitRequest<CheckpointFiles> request) throws InterruptedException {
    CheckpointFiles files = request.getCommittable();
    long begin = System.nanoTime();
    try {
      if (commits.commit(files, origin(files))) {
        committed.inc();
      } else {
        request.signalAlreadyCommitted();
      }
    } catch (OvertakenException | GapException | MissingFileException | TableGoneException e) {
      // Another try finds the same: whoever restarts the job must look first.
      throw new SuppressRestartsException(e);
    }
    lastSeconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    lastCheckpoint = files.key().checkpoint();
  }

  /** Checkpoint numbers go on where the restored one has left them. */
  private Origin origin(CheckpointFiles files) {
    boolean inState = restored.isPresent() && files.key().checkpoint() <= restored.getAsLong();
    return inState ? Origin.STATE : Origin.THIS_RUN;
  }

  @Override
  public void close() throws IOException {
    resources.close();
  }
}
