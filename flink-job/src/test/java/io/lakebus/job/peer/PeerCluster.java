// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** Flink's mini cluster, which runs one job at a time. */
final class PeerCluster implements AutoCloseable {

  private final MiniCluster cluster;

  PeerCluster() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(PeerJob.PARALLELISM)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  /** Starts a job. */
  JobID submit(JobGraph job) throws ExecutionException, InterruptedException {
    return cluster.submitJob(job).get().getJobID();
  }

  JobStatus status(JobID job) throws ExecutionException, InterruptedException {
    return cluster.getJobStatus(job).get();
  }

  /** How many checkpoints of the job have been completed, over all its restarts. */
  long completedCheckpoints(JobID job) throws ExecutionException, InterruptedException {
    return statistics(job)
        .map(statistics -> statistics.getCounts().getNumberOfCompletedCheckpoints())
        .orElse(0L);
  }

  /** The path of the job's newest checkpoint. */
  Optional<String> newestCheckpoint(JobID job) throws ExecutionException, InterruptedException {
    return statistics(job)
        .map(statistics -> statistics.getHistory().getLatestCompletedCheckpoint())
        .map(CompletedCheckpointStats::getExternalPath);
  }

  /** Waits for a job's end; whether it came in time. */
  boolean awaitEnd(JobID job, long millis) throws ExecutionException, InterruptedException {
    try {
      cluster.requestJobResult(job).get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Ends a job, unless it has ended. */
  void cancel(JobID job) throws ExecutionException, InterruptedException {
    if (!status(job).isGloballyTerminalState()) {
      cluster.cancelJob(job).get();
      cluster.requestJobResult(job).get();
    }
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }

  private Optional<CheckpointStatsSnapshot> statistics(JobID job)
      throws ExecutionException, InterruptedException {
    return Optional.ofNullable(cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot());
  }
}
