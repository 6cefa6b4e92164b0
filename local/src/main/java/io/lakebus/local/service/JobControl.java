// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The job of a stack, steered by hand. The supervisor starts a job that has ended again at once,
 * from the newest checkpoint: who wants something else holds the supervisor meanwhile.
 */
public final class JobControl {

  private static final Duration POLL = Duration.ofMillis(100);

  private final FlinkRest flink;
  private final JobSettings settings;
  private final String jobName;
  private final JobOverrides overrides;
  private final Path aside;

  /**
   * @param settings what the job is told
   */
  public JobControl(JobSettings settings) {
    this.flink = new FlinkRest(Ports.url(settings.links().ports().flink()));
    this.settings = settings;
    this.overrides = new JobOverrides(settings.home());
    this.jobName = settings.jobName();
    this.aside = settings.home().data("flink").resolve("aside");
  }

  /** The ids of the jobs that have not ended, the newest first. */
  public List<String> active() throws IOException, InterruptedException {
    return flink.jobs(jobName).stream().filter(job -> !job.hasEnded()).map(FlinkJob::id).toList();
  }

  /**
   * Why jobs have failed for good, by their ids, the newest first. A job that has just failed is
   * not among them until Flink tells the reason.
   */
  public Map<String, String> failures() throws IOException, InterruptedException {
    Map<String, String> failures = new LinkedHashMap<>();
    for (FlinkJob job : flink.jobs(jobName)) {
      if (job.state().equals("FAILED")) {
        flink.lastFailure(job.id()).ifPresent(reason -> failures.put(job.id(), reason));
      }
    }
    return failures;
  }

  /** How many subtasks each stage of the job has at its next start. */
  public int parallelism() throws IOException {
    return settings.parallelism();
  }

  /** Sets the parallelism of the job's next start. */
  public void setParallelism(int parallelism) throws IOException {
    overrides.set(Map.of(JobSettings.PARALLELISM, Integer.toString(parallelism)));
  }

  /** Sets what the job's next start does where it has no state and its tables have rows. */
  public void setStart(String withoutState) throws IOException {
    overrides.set(Map.of(JobSettings.WITHOUT_STATE, withoutState));
  }

  /** Cancels all jobs and waits until they have ended. */
  public void cancel(Duration limit) throws IOException, InterruptedException {
    for (String id : active()) {
      flink.cancel(id);
    }
    awaitEnd(limit);
  }

  /** Has the one active job make a savepoint and end, and waits for that. Returns the savepoint. */
  public Path stopWithSavepoint(Duration limit) throws IOException, InterruptedException {
    String id = theOne();
    String request = flink.stopWithSavepoint(id, settings.checkpoints().folder());
    long end = System.nanoTime() + limit.toNanos();
    Optional<Path> savepoint = Optional.empty();
    while (savepoint.isEmpty()) {
      pauseUntil(end, "no savepoint");
      savepoint = flink.savepoint(id, request);
    }
    awaitEnd(limit);
    return savepoint.get();
  }

  private String theOne() throws IOException, InterruptedException {
    List<String> active = active();
    if (active.size() != 1) {
      throw new IOException("not one job runs, but " + active.size());
    }
    return active.getFirst();
  }

  private void awaitEnd(Duration limit) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!active().isEmpty()) {
      pauseUntil(end, "the job has not ended");
    }
  }

  private static void pauseUntil(long end, String problem)
      throws IOException, InterruptedException {
    if (System.nanoTime() > end) {
      throw new IOException(problem + " in time");
    }
    TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
  }

  /**
   * Starts the job, beside those that run.
   *
   * @param from the checkpoint to go on from, which is left as it is; without one it starts empty
   * @throws IOException if the supervisor has not started it yet, or the JobManager refuses
   */
  public void submit(Optional<Path> from) throws IOException, InterruptedException {
    String jar =
        flink.anyJar().orElseThrow(() -> new IOException("the JobManager does not have the jar"));
    flink.run(jar, Job.MAIN_CLASS, settings.write(), from, FlinkRest.Claim.NO_CLAIM);
  }

  /** The checkpoints and savepoints that are complete, the newest first. */
  public List<Path> checkpoints() throws IOException {
    return settings.checkpoints().complete();
  }

  /** Takes checkpoints to where no start of the job finds them. */
  public void setAside(List<Path> checkpoints) throws IOException {
    for (Path checkpoint : checkpoints) {
      Path place = placeOf(checkpoint);
      Files.createDirectories(place.getParent());
      Files.move(checkpoint, place);
    }
  }

  /** Puts a checkpoint back to where it was, as the newest of all. */
  public void putBack(Path checkpoint) throws IOException {
    Files.createDirectories(checkpoint.getParent());
    Files.move(placeOf(checkpoint), checkpoint);
    Files.setLastModifiedTime(checkpoint.resolve("_metadata"), FileTime.from(Instant.now()));
  }

  private Path placeOf(Path checkpoint) {
    return aside.resolve(checkpoint.getParent().getFileName()).resolve(checkpoint.getFileName());
  }
}
