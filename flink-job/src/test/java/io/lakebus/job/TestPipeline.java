// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.job.commit.CommitWatch;
import io.lakebus.job.commit.IcebergTableCommits;
import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.BusFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.TestInfo;

import static org.assertj.core.api.Assertions.assertThat;

/** One bus: its log in memory, its jobs on mini clusters, and the ids that its tables must hold. */
final class TestPipeline {

  static final int BATCH = 120;
  static final int PARTITIONS = 3;

  /** Of so many events one comes twice. */
  static final int REPEATED = 10;

  private final TestLake lake;
  private final Path folder;
  private final String bus;
  private final TestLog log;
  private final List<String> ids = new ArrayList<>();
  private boolean repeats = true;

  /**
   * How a job is run.
   *
   * @param parallelism its parallelism
   * @param start where it begins to read; empty where it has state
   * @param plan the name of its {@link TestCommits.Plan}, the bus's name unless changed
   * @param failPoints what happens on its way
   * @param interval between checkpoints
   * @param stall how long a commit may take
   * @param flink further settings of Flink
   */
  record Run(
      int parallelism,
      Optional<Offsets> start,
      String plan,
      FailPoints failPoints,
      Duration interval,
      Duration stall,
      Map<String, String> flink) {

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration STALL = Duration.ofSeconds(60);

    private static Run of(String bus, Optional<Offsets> start) {
      return new Run(2, start, bus, FailPoints.none(), INTERVAL, STALL, Map.of());
    }

    private IcebergSink.Effort effort() {
      return new IcebergSink.Effort(4, 5, new CommitWatch.Patience(stall, Duration.ofMinutes(1)));
    }

    Run inParallel(int subtasks) {
      return new Run(subtasks, start, plan, failPoints, interval, stall, flink);
    }

    Run at(Offsets place) {
      return new Run(parallelism, Optional.of(place), plan, failPoints, interval, stall, flink);
    }

    Run planned(String name) {
      return new Run(parallelism, start, name, failPoints, interval, stall, flink);
    }

    Run failing(FailPoints at) {
      return new Run(parallelism, start, plan, at, interval, stall, flink);
    }

    Run every(Duration checkpoint) {
      return new Run(parallelism, start, plan, failPoints, checkpoint, stall, flink);
    }

    Run stalledAfter(Duration patience) {
      return new Run(parallelism, start, plan, failPoints, interval, patience, flink);
    }

    Run with(String key, String value) {
      Map<String, String> more = new HashMap<>(flink);
      more.put(key, value);
      return new Run(parallelism, start, plan, failPoints, interval, stall, more);
    }
  }

  TestPipeline(TestLake lake, Path folder, String bus) {
    this.lake = lake;
    this.folder = folder;
    this.bus = bus;
    this.log = TestLog.create(bus, PARTITIONS);
    TestCommits.plan(bus, number -> {}, number -> {});
  }

  /** A pipeline of a test's own. */
  static TestPipeline of(TestInfo test, TestLake lake, Path folder) {
    return new TestPipeline(
        lake, folder, "bus" + Math.abs(test.getDisplayName().hashCode() % 100_000));
  }

  /** A start without state does not know repeats of what came before it: none come. */
  TestPipeline withoutRepeats() {
    repeats = false;
    return this;
  }

  String bus() {
    return bus;
  }

  TestLog log() {
    return log;
  }

  /** The id of the topic that the log would be in Kafka. */
  String topicId() {
    return "topic-of-" + bus;
  }

  /** A run from the beginning of the log, with two subtasks. */
  Run fresh() {
    return Run.of(bus, Optional.of(Offsets.NONE));
  }

  /** A run from a savepoint or checkpoint. */
  Run from(String state) {
    return Run.of(bus, Optional.empty()).with(StateRecoveryOptions.SAVEPOINT_PATH.key(), state);
  }

  /** A run without state, from where the tables are. */
  Run stateless() {
    return fresh().at(JobWiring.startWithoutState(lake.catalog(), definition().bus()));
  }

  /** After each commit the next batch comes, so that each checkpoint has something to commit. */
  void feed(int applied, int batches) {
    if (applied < batches) {
      append(BATCH);
    }
    if (applied == batches) {
      log.close();
    }
  }

  /** After each commit the next batch comes, until somebody closes. */
  synchronized void feedUntilClosed() {
    if (!log.isClosed()) {
      append(BATCH);
    }
  }

  /** Nothing more comes. */
  synchronized void close() {
    log.close();
  }

  /** Appends events, some of them twice. */
  synchronized void append(int count) {
    for (int i = 0; i < count; i++) {
      String id = "event-" + ids.size();
      ids.add(id);
      log.append(id, "match.score", "{\"n\":" + ids.size() + "}");
      if (repeats && i % REPEATED == 0) {
        log.append(id, "match.score", "{\"n\":" + ids.size() + "}");
      }
    }
  }

  /** Appends events to one partition. */
  synchronized void append(int count, int partition) {
    for (int i = 0; i < count; i++) {
      String id = "event-" + ids.size();
      ids.add(id);
      log.append(id, "match.score", "{\"n\":" + ids.size() + "}", partition);
    }
  }

  void assertEachIdOnce() throws Exception {
    assertEachIdOnceIn("cat1", "everything", "events");
  }

  void assertEachIdOnceIn(String... tables) throws Exception {
    for (String table : tables) {
      assertThat(lake.column(bus, table, "_event_id"))
          .as(table)
          .containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  JobClient run(Run run) throws Exception {
    Configuration flink = JobWiring.flink(checkpoints(), run.parallelism(), run.interval());
    run.flink().forEach(flink::setString);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(run.parallelism(), flink);
    String plan = run.plan();
    Pipeline.define(
        env,
        new TestLogSource(bus, run.start().orElse(Offsets.NONE)),
        new IcebergSink(lake.lake(), definition(), bus + ".events", run.start(), run.effort())
            .readFrom(topicId())
            .failingAt(run.failPoints())
            .committingBy(
                (catalog, archive, parallel, failPoints) ->
                    TestCommits.around(
                        new IcebergTableCommits(catalog, archive, parallel, failPoints), plan)),
        definition(),
        JobWiring.LOG_RETENTION);
    return env.executeAsync("test " + bus);
  }

  BusFiles definition() {
    return BusFiles.of(
        """
        bus: %s
        vendors:
          statsfeed:
            keys:
              - sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
        rules:
          cat1:
            pattern: { "detail-type": [{ "prefix": "match." }] }
            table: cat1
          cat2:
            pattern: { "detail-type": [{ "prefix": "ticket." }] }
            table: cat2
          everything:
            pattern: { "source": [{ "exists": true }] }
            table: everything
          poison:
            pattern: { "detail-type": ["poison"] }
            transform: { jsonata: '{ "number": $number(text) }' }
            table: cat1
        contracts:
          match.odds: { schema: { properties: { odds: { type: number } } } }
          match.bet: { schema: { properties: { stake: { minimum: 1 } } }, violation: quarantine }
        commit: { interval: 200ms }
        """
            .formatted(bus),
        1);
  }

  /** Takes a savepoint and stops the job. */
  String stop(JobClient job) throws Exception {
    return onceItRuns(
        () -> job.stopWithSavepoint(false, savepoints(), SavepointFormatType.CANONICAL));
  }

  /** Takes a savepoint; the job goes on. */
  String savepoint(JobClient job) throws Exception {
    return onceItRuns(() -> job.triggerSavepoint(savepoints(), SavepointFormatType.CANONICAL));
  }

  /** Asks again while tasks are being started: the log may be read before all of them run. */
  private static String onceItRuns(Supplier<CompletableFuture<String>> savepoint)
      throws ExecutionException, InterruptedException {
    while (true) {
      try {
        return savepoint.get().get();
      } catch (ExecutionException e) {
        boolean tooEarly =
            ExceptionUtils.findThrowable(e, CheckpointException.class)
                .map(CheckpointException::getCheckpointFailureReason)
                .filter(CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING::equals)
                .isPresent();
        if (!tooEarly) {
          throw e;
        }
      }
    }
  }

  /** The newest completed checkpoint of a job. */
  String newestCheckpoint(JobClient job) throws IOException {
    return newest(checkpoints().resolve(job.getJobID().toHexString()));
  }

  /** The newest savepoint. */
  String newestSavepoint() throws IOException {
    return newest(folder.resolve("savepoints").resolve(bus));
  }

  private static String newest(Path states) throws IOException {
    try (Stream<Path> all = Files.list(states)) {
      return all.filter(state -> Files.exists(state.resolve("_metadata")))
          .max(
              Comparator.comparingLong(state -> state.resolve("_metadata").toFile().lastModified()))
          .orElseThrow(() -> new IOException("nothing whole in " + states))
          .toUri()
          .toString();
    }
  }

  private Path checkpoints() {
    return folder.resolve("checkpoints").resolve(bus);
  }

  private String savepoints() {
    return folder.resolve("savepoints").resolve(bus).toUri().toString();
  }
}
