// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.bus.Bus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AutoClose;
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

  private static final int BATCH = TestPipeline.BATCH;
  private static final Schema NUMBERS =
      new Schema(NestedField.optional(1, "n", Types.LongType.get()));

  @TempDir private static Path folder;
  @AutoClose private static TestLake lake;

  private String bus;
  private TestLog log;
  private TestPipeline pipeline;

  @BeforeAll
  static void startLake() throws Exception {
    lake = new TestLake(folder);
  }

  @BeforeEach
  void makeLog(TestInfo test) {
    pipeline = TestPipeline.of(test, lake, folder);
    bus = pipeline.bus();
    log = pipeline.log();
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
    log.close();

    run(pipeline.fresh()).getJobExecutionResult().get();

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
  void anEventThatViolatesItsContractIsInTheQuarantineOnlyAndAsItCame() throws Exception {
    log.append("kept", "match.odds", "{\"odds\":1.5}");
    log.append("odds", "match.odds", "{\"odds\": \"even\"}");
    log.append("bet", "match.bet", "{\"stake\":0}");
    log.close();

    run(pipeline.fresh()).getJobExecutionResult().get();

    for (String table : List.of("events", "cat1", "everything")) {
      assertThat(lake.column(bus, table, "_event_id")).as(table).containsExactly("kept");
    }
    assertThat(
            lake.rows(
                bus, "quarantine", "_event_id", "stage", "code", "message", "pointer", "value"))
        .containsExactlyInAnyOrder(
            row(
                "odds",
                "route",
                "contract-violated",
                "/odds: string found, number expected",
                "/odds",
                bytes("{\"odds\": \"even\"}")),
            row(
                "bet",
                "route",
                "contract-violated",
                "/stake: must have a minimum value of 1",
                "/stake",
                bytes("{\"stake\":0}")));
  }

  @Test
  void whatTheBusDidNotMakeStaysAsItIsAndStopsNothing() throws Exception {
    Namespace namespace = Namespace.of(bus);
    lake.catalog().createNamespace(namespace);
    lake.catalog()
        .buildView(TableIdentifier.of(namespace, "cat1"))
        .withSchema(NUMBERS)
        .withDefaultNamespace(namespace)
        .withQuery("trino", "SELECT 1 AS n")
        .create();
    lake.catalog().createTable(TableIdentifier.of(namespace, "cat2"), NUMBERS);
    log.append("score", "match.score", "{\"home\":1}");
    log.append("ticket", "ticket.sold", "{\"price\":9.5}");
    log.close();

    run(pipeline.fresh()).getJobExecutionResult().get();

    for (String table : List.of("events", "everything")) {
      assertThat(lake.column(bus, table, "_event_id"))
          .as(table)
          .containsExactlyInAnyOrder("score", "ticket");
    }
    assertThat(lake.rows(bus, "quarantine", "_event_id", "stage", "code", "rule"))
        .containsExactlyInAnyOrder(
            row("score", "write", "table-name-taken", "cat1"),
            row("ticket", "write", "table-name-taken", "cat2"));
    assertThat(lake.table(bus, "cat2").schema().columns()).hasSize(1);
  }

  @Test
  void aJobWhoseArchiveHasTheNameOfAnotherTableStops() throws Exception {
    Namespace namespace = Namespace.of(bus);
    lake.catalog().createNamespace(namespace);
    lake.catalog().createTable(TableIdentifier.of(namespace, "events"), NUMBERS);
    log.append("score", "match.score", "{}");
    log.close();
    JobClient job = run(pipeline.fresh());

    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .hasStackTraceContaining("NameTakenException")
        .hasStackTraceContaining(bus + ".events is to be");
  }

  @Test
  void whateverFailsEveryEventIsInItsTablesOnce() throws Exception {
    log.failOnceAt(BATCH / TestPipeline.PARTITIONS * 2);
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

    run(pipeline.fresh()).getJobExecutionResult().get();

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
    JobClient job = run(pipeline.fresh().inParallel(1));
    second.await();
    String savepoint = pipeline.stop(job);

    JobClient wider = run(pipeline.from(savepoint));
    fourth.await();
    savepoint = pipeline.stop(wider);

    run(pipeline.from(savepoint).inParallel(1)).getJobExecutionResult().get();

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
    JobClient job = run(pipeline.fresh());
    second.await();
    String old = pipeline.savepoint(job);
    job.getJobExecutionResult().get();
    assertEachIdOnce();

    log.reopen();
    append(BATCH);
    log.close();
    run(pipeline.from(old)).getJobExecutionResult().get();

    assertEachIdOnce();
  }

  @Test
  void aStartWithoutStateGoesOnFromTheTablesOrRefuses() throws Exception {
    append(BATCH);
    log.close();
    run(pipeline.fresh()).getJobExecutionResult().get();

    log.reopen();
    append(BATCH);
    log.close();
    Bus definition = pipeline.definition().bus();
    assertThatThrownBy(() -> StartPlace.find(lake.catalog(), definition, WithoutState.REFUSE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("start.without-state=go-on");
    StartPlace start = StartPlace.find(lake.catalog(), definition, WithoutState.GO_ON);
    assertThat(start.offsets().next().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(BATCH + BATCH / TestPipeline.REPEATED);
    assertThat(start.topicId()).contains(pipeline.topicId());
    run(pipeline.stateless().inParallel(1)).getJobExecutionResult().get();

    assertEachIdOnce();
  }

  @Test
  void aRecordThatBreaksItsTransformIsQuarantinedOnceAndTheJobGoesOn() throws Exception {
    TestCommits.Plan commits =
        TestCommits.plan(bus, PipelineIT::nothing, applied -> feed(applied, 3));
    log.append("poison", "poison", "{\"text\":\"no number\"}");
    log.append("antidote", "poison", "{\"text\":\"7\"}");
    feed(0, 3);

    run(pipeline.fresh()).getJobExecutionResult().get();

    assertThat(lake.rows(bus, "quarantine", "_event_id", "stage", "code", "rule"))
        .containsExactly(row("poison", "transform", "transform-failed", "poison"));
    assertThat(lake.rows(bus, "everything", "_event_id"))
        .contains(row("poison"), row("antidote"))
        .hasSize(3 * BATCH + 2);
    assertThat(lake.rows(bus, "cat1", "_event_id", "number")).contains(row("antidote", 7L));
    assertThat(commits.committers()).as("starts of the job").isEqualTo(1);
  }

  @Test
  void anIdleStreamCommitsNothing() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    TestCommits.Plan commits =
        TestCommits.plan(bus, PipelineIT::nothing, applied -> first.countDown());
    log.append("one", "match.score", "{}");
    JobClient job = run(pipeline.fresh());
    first.await();
    for (int i = 0; i < 5; i++) {
      pipeline.savepoint(job);
    }
    job.cancel().get();

    assertThat(commits.applied()).isEqualTo(1);
    assertThat(lake.table(bus, "cat1").snapshots()).hasSize(1);
  }

  private void feed(int applied, int batches) {
    pipeline.feed(applied, batches);
  }

  private void append(int count) {
    pipeline.append(count);
  }

  private void assertEachIdOnce() throws Exception {
    pipeline.assertEachIdOnce();
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

  private JobClient run(TestPipeline.Run run) throws Exception {
    return pipeline.run(run);
  }

  private static void nothing(int number) {}

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Object> row(Object... values) {
    return new ArrayList<>(java.util.Arrays.asList(values));
  }
}
