// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.job.failpoint.Moment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Of two jobs of one pipeline one goes on; the other finds that out before it does harm. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ZombieIT {

  private static final Logger LOG = LoggerFactory.getLogger(ZombieIT.class);

  @TempDir private static Path folder;
  @AutoClose private static TestLake lake;

  private TestPipeline pipeline;

  /** Where the job begins that replaces a frozen one. */
  enum Replacement {
    /** From the checkpoint whose commit the frozen job is at. */
    NEWEST_CHECKPOINT,
    /** From before: it writes its own files of the same part of the log. */
    OLDER_SAVEPOINT,
    TABLES,
    NOTHING
  }

  record Case(Moment frozenAt, Replacement replacement) {

    private String bus() {
      return (frozenAt + "_" + replacement).toLowerCase(Locale.ROOT);
    }
  }

  @BeforeAll
  static void startLake() throws Exception {
    lake = new TestLake(folder);
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Moment moment : List.of(Moment.BEFORE_COMMIT, Moment.LOOKED, Moment.STAGED)) {
      for (Replacement replacement : Replacement.values()) {
        cases.add(new Case(moment, replacement));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFrozenJobThatWakesUpAfterItsReplacementCommitsNothing(Case one) throws Exception {
    pipeline = new TestPipeline(lake, folder, one.bus()).withoutRepeats();
    CountDownLatch first = new CountDownLatch(1);
    TestCommits.plan(
        "frozen" + one.bus(),
        attempt -> {},
        applied -> {
          pipeline.append(TestPipeline.BATCH);
          first.countDown();
        });
    pipeline.append(TestPipeline.BATCH);
    JobClient frozen =
        pipeline.run(
            pipeline.fresh().planned("frozen" + one.bus()).failing(new TestMoments(one.bus())));
    first.await();
    String older = pipeline.savepoint(frozen);
    TestMoments.Hold hold = TestMoments.hold(one.bus(), one.frozenAt());
    hold.await();

    TestCommits.after(one.bus(), applied -> pipeline.feed(applied, 4));
    pipeline.append(TestPipeline.BATCH);
    JobClient replacement =
        pipeline.run(
            switch (one.replacement()) {
              case NEWEST_CHECKPOINT -> pipeline.from(pipeline.newestCheckpoint(frozen));
              case OLDER_SAVEPOINT -> pipeline.from(older);
              case TABLES -> pipeline.stateless();
              case NOTHING -> pipeline.fresh();
            });
    replacement.getJobExecutionResult().get();
    pipeline.assertEachIdOnce();

    List<String> snapshots = snapshots();
    hold.release();
    assertThatThrownBy(() -> frozen.getJobExecutionResult().get())
        .hasStackTraceContaining("OvertakenException");
    pipeline.assertEachIdOnce();
    assertThat(snapshots()).isEqualTo(snapshots);
  }

  enum Beginning {
    SAME_STATE,
    NO_STATE
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoCopiesOneIsStopped(Beginning beginning) throws Exception {
    String bus = "copies_" + beginning.name().toLowerCase(Locale.ROOT);
    pipeline = new TestPipeline(lake, folder, bus);
    TestPipeline.Run run = pipeline.fresh();
    pipeline.append(TestPipeline.BATCH);
    if (beginning == Beginning.SAME_STATE) {
      CountDownLatch first = new CountDownLatch(1);
      TestCommits.after(bus, applied -> first.countDown());
      JobClient job = pipeline.run(run);
      first.await();
      run = pipeline.from(pipeline.stop(job));
    }
    for (String copy : List.of("a", "b")) {
      TestCommits.plan(bus + copy, attempt -> {}, applied -> pipeline.feedUntilClosed());
    }
    pipeline.append(TestPipeline.BATCH);
    JobClient one = pipeline.run(run.planned(bus + "a"));
    long begin = System.nanoTime();
    JobClient other = pipeline.run(run.planned(bus + "b"));

    CompletableFuture<JobExecutionResult> oneEnds = one.getJobExecutionResult();
    CompletableFuture<JobExecutionResult> otherEnds = other.getJobExecutionResult();
    assertThatThrownBy(() -> CompletableFuture.anyOf(oneEnds, otherEnds).get())
        .isInstanceOf(ExecutionException.class)
        .hasStackTraceContaining("OvertakenException");
    LOG.info(
        "Two copies, {}: one was refused {} ms after the second was started",
        beginning,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    pipeline.close();
    (oneEnds.isCompletedExceptionally() ? otherEnds : oneEnds).get();
    pipeline.assertEachIdOnce();
  }

  private List<String> snapshots() {
    List<String> snapshots = new ArrayList<>();
    for (String table : List.of("cat1", "everything", "events")) {
      lake.table(pipeline.bus(), table)
          .snapshots()
          .forEach(snapshot -> snapshots.add(table + " " + snapshot.snapshotId()));
    }
    return snapshots;
  }
}
