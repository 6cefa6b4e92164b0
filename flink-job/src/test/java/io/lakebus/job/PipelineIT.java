// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.bus.Bus;
import io.lakebus.job.commit.IcebergTableCommits;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.BusFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.Snapshot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The whole job on Flink's mini cluster, with the real catalog service and real Parquet files. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PipelineIT {

  private static final int PARTITIONS = 3;
  private static final int BATCH = 120;

  /** Of so many events one comes twice. */
  private static final int REPEATED = 10;

  @TempDir private static Path folder;
  private static TestLake lake;

  private String bus;
  private TestLog log;
  private final List<String> ids = new ArrayList<>();
  private Offsets start = Offsets.NONE;

  @BeforeAll
  static void startLake() throws Exception {
    lake = new TestLake(folder);
  }

  @AfterAll
  static void stopLake() throws Exception {
    lake.close();
  }

  @BeforeEach
  void makeLog(TestInfo test) {
    bus = "bus" + Math.abs(test.getDisplayName().hashCode() % 100_000);
    log = TestLog.create(bus, PARTITIONS);
  }

  @Test
  void repeatsReusedIdsGarbageAndNewColumnsEndWhereTheyBelong() throws Exception {
    for (int i = 0; i < 5; i++) {
      log.append("same", "match.score", "{\"home\":1}");
    }
    log.append("same", "match.score", "{\"home\":2}");
    log.append("ticket", "ticket.sold", "{\"price\":9.5}");
    log.append("nested", "match.score", "{\"home\":3,\"venue\":{\"city\":\"København\"}}");
    log.append("string", "match.score", "{\"home\":\"three\"}");
    log.append("broken", "match.score", "{\"home\":");
    log.appendGarbage(1);
    TestCommits.plan(bus, PipelineIT::nothing, PipelineIT::nothing);
    log.close();

    run(2, Map.of()).getJobExecutionResult().get();

    assertThat(lake.column(bus, "events", "_event_id"))
        .containsExactlyInAnyOrder("same", "ticket", "nested", "string");
    assertThat(lake.rows(bus, "cat1", "_event_id", "home", "_rescued"))
        .containsExactlyInAnyOrder(
            row("same", 1L, null),
            row("nested", 3L, null),
            row("string", null, "{\"/home\":\"three\"}"));
    assertThat(lake.table(bus, "cat1").schema().findField("venue.city")).isNotNull();
    assertThat(lake.rows(bus, "cat2", "_event_id", "price")).containsExactly(row("ticket", 9.5));
    assertThat(lake.rows(bus, "quarantine", "_event_id", "stage", "code"))
        .containsExactlyInAnyOrder(
            row("same", "dedup", "id-reused"),
            row("broken", "route", "malformed-json"),
            row(null, "decode", "invalid-attributes"));
  }

  @Test
  void whateverFailsEveryEventIsInItsTablesOnce() throws Exception {
    log.failOnceAt(BATCH / PARTITIONS * 2);
    TestCommits.Plan commits =
        TestCommits.plan(
            bus,
            attempt -> {
              if (attempt == 3) {
                throw TestCommits.crash("before a commit");
              }
            },
            applied -> {
              feed(applied, 8);
              if (applied == 4) {
                throw TestCommits.crash("after a commit");
              }
              if (applied == 6) {
                throw TestCommits.lostReply();
              }
            });
    feed(0, 8);

    run(2, Map.of()).getJobExecutionResult().get();

    assertEachIdOnce();
    assertThat(log.failures()).isEqualTo(1);
    assertThat(commits.applied()).isGreaterThanOrEqualTo(8);
    assertTablesAreCommittedTogether();
  }

  @Test
  void aRescaledJobGoesOnFromItsSavepoint() throws Exception {
    CountDownLatch second = new CountDownLatch(2);
    CountDownLatch fourth = new CountDownLatch(4);
    TestCommits.plan(
        bus,
        PipelineIT::nothing,
        applied -> {
          feed(applied, 6);
          second.countDown();
          fourth.countDown();
        });
    feed(0, 6);
    JobClient job = run(1, Map.of());
    second.await();
    String savepoint = stop(job);

    JobClient wider = run(2, Map.of(StateRecoveryOptions.SAVEPOINT_PATH.key(), savepoint));
    fourth.await();
    savepoint = stop(wider);

    run(1, Map.of(StateRecoveryOptions.SAVEPOINT_PATH.key(), savepoint))
        .getJobExecutionResult()
        .get();

    assertEachIdOnce();
  }

  @Test
  void aStartFromAnOlderSavepointDoublesAndLosesNothing() throws Exception {
    CountDownLatch second = new CountDownLatch(2);
    TestCommits.plan(
        bus,
        PipelineIT::nothing,
        applied -> {
          feed(applied, 6);
          second.countDown();
        });
    feed(0, 6);
    JobClient job = run(2, Map.of());
    second.await();
    String old = job.triggerSavepoint(savepoints(), SavepointFormatType.CANONICAL).get();
    job.getJobExecutionResult().get();
    assertEachIdOnce();

    log.reopen();
    append(BATCH);
    log.close();
    run(2, Map.of(StateRecoveryOptions.SAVEPOINT_PATH.key(), old)).getJobExecutionResult().get();

    assertEachIdOnce();
  }

  @Test
  void aStartWithoutStateGoesOnFromTheTablesOrRefuses() throws Exception {
    TestCommits.plan(bus, PipelineIT::nothing, PipelineIT::nothing);
    append(BATCH);
    log.close();
    run(2, Map.of()).getJobExecutionResult().get();

    log.reopen();
    append(BATCH);
    log.close();
    Bus definition = definition().bus();
    assertThatThrownBy(() -> StartPlace.find(lake.catalog(), definition, WithoutState.REFUSE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("start.without-state=go-on");
    start = StartPlace.find(lake.catalog(), definition, WithoutState.GO_ON);
    assertThat(start.next().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(BATCH + BATCH / REPEATED);
    run(1, Map.of()).getJobExecutionResult().get();

    assertEachIdOnce();
  }

  @Test
  void anIdleStreamCommitsNothing() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    TestCommits.Plan commits =
        TestCommits.plan(bus, PipelineIT::nothing, applied -> first.countDown());
    log.append("one", "match.score", "{}");
    JobClient job = run(2, Map.of());
    first.await();
    for (int i = 0; i < 5; i++) {
      job.triggerSavepoint(savepoints(), SavepointFormatType.CANONICAL).get();
    }
    job.cancel().get();

    assertThat(commits.applied()).isEqualTo(1);
    assertThat(lake.table(bus, "cat1").snapshots()).hasSize(1);
  }

  /** After each commit the next batch comes, so that each checkpoint has something to commit. */
  private void feed(int applied, int batches) {
    if (applied < batches) {
      append(BATCH);
    }
    if (applied == batches) {
      log.close();
    }
  }

  private synchronized void append(int count) {
    for (int i = 0; i < count; i++) {
      String id = "event-" + ids.size();
      ids.add(id);
      log.append(id, "match.score", "{\"n\":" + ids.size() + "}");
      if (i % REPEATED == 0) {
        log.append(id, "match.score", "{\"n\":" + ids.size() + "}");
      }
    }
  }

  private void assertEachIdOnce() throws Exception {
    assertThat(lake.column(bus, "cat1", "_event_id")).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(lake.column(bus, "everything", "_event_id"))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(lake.column(bus, "events", "_event_id")).containsExactlyInAnyOrderElementsOf(ids);
  }

  private void assertTablesAreCommittedTogether() {
    assertThat(keys("cat1")).isNotEmpty().doesNotHaveDuplicates().isEqualTo(keys("events"));
  }

  private List<String> keys(String table) {
    List<String> keys = new ArrayList<>();
    for (Snapshot snapshot : lake.table(bus, table).snapshots()) {
      Map<String, String> summary = snapshot.summary();
      assertThat(summary).containsEntry("lakebus.pipeline", bus);
      keys.add(
          summary.get("lakebus.epoch")
              + summary.get("lakebus.checkpoint")
              + summary.get("lakebus.offsets"));
    }
    return keys;
  }

  private JobClient run(int parallelism, Map<String, String> more) throws Exception {
    JobConfig config =
        new JobConfig(
            Path.of("unused"),
            1,
            Map.of(),
            Map.of(),
            parallelism,
            Duration.ofDays(7),
            WithoutState.GO_ON,
            new JobConfig.Checkpoints(
                URI.create(folder.resolve("checkpoints").toUri().toString()),
                Duration.ofMinutes(1),
                0),
            new IcebergSink.Effort(4, 5));
    Configuration flink = FlinkSettings.of(config, Duration.ofMillis(200));
    more.forEach(flink::setString);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, flink);
    String name = bus;
    Pipeline.define(
        env,
        new TestLogSource(name, start),
        new IcebergSink(lake.lake(), definition(), name + ".events", start, config.sink())
            .committingBy(
                (catalog, archive, parallel) ->
                    TestCommits.around(new IcebergTableCommits(catalog, archive, parallel), name)),
        definition(),
        config.logRetention());
    return env.executeAsync("test " + name);
  }

  private BusFiles definition() {
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
        """
            .formatted(bus),
        1);
  }

  private static String stop(JobClient job) throws Exception {
    return job.stopWithSavepoint(false, savepoints(), SavepointFormatType.CANONICAL).get();
  }

  private static String savepoints() {
    return folder.resolve("savepoints").toUri().toString();
  }

  private static void nothing(int number) {}

  private static List<Object> row(Object... values) {
    return new ArrayList<>(java.util.Arrays.asList(values));
  }
}
