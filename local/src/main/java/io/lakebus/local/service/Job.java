// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.Backoff;
import io.lakebus.local.stack.Kept;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Records;
import io.lakebus.local.stack.ServiceRecord;
import io.lakebus.local.stack.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streaming job, kept running in the Flink cluster: submitted whenever the JobManager has none,
 * from the newest checkpoint that any earlier run has kept. What Flink restarts by itself is left
 * to Flink.
 */
public final class Job implements Kept {

  public static final String NAME = "job";

  private static final Logger LOG = LoggerFactory.getLogger(Job.class);

  static final String MAIN_CLASS = "io.lakebus.job.JobMain";
  private static final Duration POLL = Duration.ofMillis(300);
  private static final Duration READY_POLL = Duration.ofSeconds(1);
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(15);

  private final Path jar;
  private final JobSettings settings;
  private final String jobName;
  private final FlinkRest flink;
  private final Records records;
  private final InstantSource clock;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch stopping = new CountDownLatch(1);

  private volatile State state = State.WAITING;
  private Optional<Instant> since = Optional.empty();
  private int starts;
  private String message = "";

  /**
   * @param jar the job's jar
   * @param settings what the job is told
   * @param records where its state is written
   * @param clock the time
   */
  public Job(Path jar, JobSettings settings, Records records, InstantSource clock) {
    this.jar = jar;
    this.settings = settings;
    this.jobName = settings.jobName();
    this.flink = new FlinkRest(Ports.url(settings.links().ports().flink()));
    this.records = records;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> needs() {
    return Set.of(
        JobManager.NAME, TaskManager.NAME, Kafka.NAME, Gateway.NAME, Catalog.NAME, S3.NAME);
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public void processEnded(String other) {
    // The JobManager's list of jobs tells.
  }

  @Override
  public void run(Peers peers) throws InterruptedException {
    enter(State.WAITING);
    while (stopping.getCount() > 0) {
      Duration pause;
      try {
        pause = look(peers);
      } catch (IOException e) {
        pause = POLL;
        if (peers.areReady(Set.of(JobManager.NAME))) {
          message = e.getMessage();
          LOG.warn("job: {}", message);
          pause = backoff.after(clock.instant(), clock.instant());
        }
        enter(starts == 0 ? State.WAITING : State.RESTARTING);
      }
      stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }
    enter(State.STOPPED);
  }

  /** Looks at the job once and does what is to be done. Returns when to look again. */
  private Duration look(Peers peers) throws IOException, InterruptedException {
    if (!peers.areReady(Set.of(JobManager.NAME))) {
      enter(starts == 0 ? State.WAITING : State.RESTARTING);
      return POLL;
    }
    List<FlinkJob> jobs = flink.jobs(jobName);
    List<FlinkJob> active = jobs.stream().filter(job -> !job.hasEnded()).toList();
    if (!active.isEmpty()) {
      return watch(active);
    }
    Duration pause = Duration.ZERO;
    if (!jobs.isEmpty() && state != State.RESTARTING) {
      FlinkJob ended = jobs.get(0);
      String reason = flink.lastFailure(ended.id()).orElse("no reason given");
      message = "ended as " + ended.state() + ": " + reason;
      pause = backoff.after(since.orElse(clock.instant()), clock.instant());
      LOG.warn("job {}; it is started again in {} ms", message, pause.toMillis());
      enter(State.RESTARTING);
      return pause;
    }
    if (!peers.areReady(needs())) {
      enter(starts == 0 ? State.WAITING : State.RESTARTING);
      return POLL;
    }
    submit();
    return POLL;
  }

  private Duration watch(List<FlinkJob> active) throws IOException, InterruptedException {
    for (FlinkJob older : active.subList(1, active.size())) {
      LOG.warn("job {} runs beside a newer one and is cancelled", older.id());
      flink.cancel(older.id());
    }
    FlinkJob job = active.get(0);
    since = Optional.of(job.started());
    if (job.runs()) {
      enter(State.READY);
      return READY_POLL;
    }
    if (state == State.READY) {
      message = "was restarted by Flink: " + flink.lastFailure(job.id()).orElse("no reason given");
      LOG.warn("job {}", message);
      enter(State.UNHEALTHY);
    } else if (state != State.UNHEALTHY) {
      enter(State.STARTING);
    }
    return POLL;
  }

  private void submit() throws IOException, InterruptedException {
    if (!Files.exists(jar)) {
      throw new IOException("the build has not made " + jar);
    }
    enter(State.STARTING);
    Optional<Path> checkpoint = settings.checkpoints().newest();
    String uploaded = uploaded();
    LOG.info("job is submitted, {}", checkpoint.map(path -> "from " + path).orElse("empty"));
    flink.run(uploaded, MAIN_CLASS, settings.write(), checkpoint, FlinkRest.Claim.CLAIM);
    starts++;
  }

  /** The id of this very jar on the JobManager, which keeps it through restarts. */
  private String uploaded() throws IOException, InterruptedException {
    String uploadName =
        "lakebus-job-%x-%x.jar"
            .formatted(Files.size(jar), Files.getLastModifiedTime(jar).toMillis());
    Optional<String> known = flink.uploadedJar(uploadName);
    if (known.isPresent()) {
      return known.get();
    }
    flink.deleteJars();
    return flink.upload(jar, uploadName);
  }

  /** Cancels the job, which keeps its checkpoint, and waits until it has ended. */
  @Override
  public void stop() throws InterruptedException {
    stopping.countDown();
    enter(State.STOPPING);
    try {
      Instant limit = clock.instant().plus(CANCEL_LIMIT);
      for (FlinkJob job : flink.jobs(jobName)) {
        if (!job.hasEnded()) {
          flink.cancel(job.id());
        }
      }
      while (clock.instant().isBefore(limit)
          && !flink.jobs(jobName).stream().allMatch(FlinkJob::hasEnded)) {
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      }
    } catch (IOException e) {
      // Without a JobManager there is no job, and its last checkpoint is what goes on.
      LOG.info("job cannot be cancelled: {}", e.getMessage());
    }
    enter(State.STOPPED);
  }

  private synchronized void enter(State next) {
    boolean ended = stopping.getCount() == 0 && next != State.STOPPING && next != State.STOPPED;
    if (ended || (state == next && next == State.READY)) {
      return;
    }
    if (state != next && next == State.READY) {
      LOG.info("job is ready");
    }
    state = next;
    records.write(
        new ServiceRecord(
            NAME,
            next,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Math.max(0, starts - 1),
            since,
            message));
  }
}
