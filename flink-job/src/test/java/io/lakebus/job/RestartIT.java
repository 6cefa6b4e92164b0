// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.job.log.LogRecord;
import io.lakebus.job.log.Offsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every way to start the job again ends right, or is refused aloud. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RestartIT {

  private static final JobID ONE_ID = JobID.fromHexString("5eb10b5eb10b5eb10b5eb10b5eb10b00");

  @TempDir private static Path folder;
  @AutoClose private static TestLake lake;

  private TestPipeline pipeline;

  /** Where the second job begins. */
  enum From {
    NEWEST_SAVEPOINT,
    OLDER_SAVEPOINT,
    RETAINED_CHECKPOINT,
    TABLES,
    NOTHING
  }

  record Cell(From from, boolean sameJobId, boolean allowNonRestoredState) {

    private String bus() {
      return ("from_"
              + from
              + (sameJobId ? "_same" : "_new")
              + (allowNonRestoredState ? "_allow" : ""))
          .toLowerCase(Locale.ROOT);
    }
  }

  @BeforeAll
  static void startLake() throws Exception {
    lake = new TestLake(folder);
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (From from : From.values()) {
      for (boolean sameJobId : List.of(true, false)) {
        for (boolean allow : List.of(true, false)) {
          cells.add(new Cell(from, sameJobId, allow));
        }
      }
    }
    return cells.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aSecondJobGoesOnWhereverItBegins(Cell cell) throws Exception {
    pipeline = new TestPipeline(lake, folder, cell.bus());
    if (cell.from() == From.TABLES) {
      pipeline.withoutRepeats();
    }
    CountDownLatch second = new CountDownLatch(2);
    CountDownLatch fourth = new CountDownLatch(4);
    TestCommits.after(
        pipeline.bus(),
        applied -> {
          if (applied <= 3) {
            pipeline.append(TestPipeline.BATCH);
          }
          second.countDown();
          fourth.countDown();
        });
    pipeline.append(TestPipeline.BATCH);
    JobClient first =
        pipeline.run(
            pipeline
                .fresh()
                .with(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID.key(), ONE_ID.toHexString()));
    second.await();
    String older = pipeline.savepoint(first);
    fourth.await();
    String newest = end(first, cell.from());

    pipeline.append(TestPipeline.BATCH);
    pipeline.log().close();
    TestPipeline.Run run =
        switch (cell.from()) {
          case NEWEST_SAVEPOINT, RETAINED_CHECKPOINT -> pipeline.from(newest);
          case OLDER_SAVEPOINT -> pipeline.from(older);
          case TABLES -> pipeline.stateless();
          case NOTHING -> pipeline.fresh();
        };
    if (cell.sameJobId()) {
      run = run.with(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID.key(), ONE_ID.toHexString());
    }
    run =
        run.with(
            StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE.key(),
            Boolean.toString(cell.allowNonRestoredState()));
    pipeline.run(run).getJobExecutionResult().get();

    pipeline.assertEachIdOnce();
  }

  @Test
  void anOlderStartThatFailsWhileItIsBehindTheTablesDoublesNothing(TestInfo test) throws Exception {
    pipeline = pipeline(test);
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(2);
    TestCommits.after(
        pipeline.bus(),
        applied -> {
          first.countDown();
          second.countDown();
        });
    pipeline.append(20, 0);
    pipeline.append(10, 1);
    JobClient job = pipeline.run(pipeline.fresh());
    first.await();
    String older = pipeline.savepoint(job);
    pipeline.append(80, 0);
    second.await();
    String unused = pipeline.stop(job);

    pipeline.append(10, 1);
    pipeline.log().limit(0, 50);
    TestCommits.Plan commits =
        TestCommits.after(
            pipeline.bus(),
            applied -> {
              if (applied == 1) {
                pipeline.log().limit(0, Long.MAX_VALUE);
                pipeline.log().close();
                throw TestCommits.crash("while behind what the tables have of partition 0");
              }
            });
    pipeline.run(pipeline.from(older)).getJobExecutionResult().get();

    pipeline.assertEachIdOnce();
    assertThat(commits.committers()).isEqualTo(2);
  }

  @Test
  void stateThatLacksTheOperatorsOfCommitIsRefused(TestInfo test) throws Exception {
    pipeline = pipeline(test);
    pipeline.append(TestPipeline.BATCH);
    String foreign = savepointOfTheLogAlone();

    TestCommits.Plan commits = TestCommits.after(pipeline.bus(), applied -> {});
    pipeline.log().close();
    JobClient job =
        pipeline.run(
            pipeline
                .from(foreign)
                .with(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE.key(), "true"));
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .hasStackTraceContaining("has none of the operator gather")
        .hasStackTraceContaining("start.without-state=go-on");
    assertThat(commits.committers()).as("starts of the job").isLessThanOrEqualTo(1);
  }

  @Test
  void tablesThatWereSetBackAreAGapAndAStartWithoutStateFillsIt(TestInfo test) throws Exception {
    pipeline = pipeline(test);
    CountDownLatch second = new CountDownLatch(2);
    TestCommits.after(
        pipeline.bus(),
        applied -> {
          pipeline.feed(applied, 3);
          second.countDown();
        });
    pipeline.append(TestPipeline.BATCH);
    JobClient job = pipeline.run(pipeline.fresh());
    second.await();
    pipeline.log().reopen();
    String savepoint = pipeline.stop(job);
    lake.setBack(pipeline.bus(), List.of("cat1", "everything", "events"));

    pipeline.append(TestPipeline.BATCH);
    pipeline.log().close();
    TestCommits.Plan commits = TestCommits.after(pipeline.bus(), applied -> {});
    JobClient refused = pipeline.run(pipeline.from(savepoint));
    assertThatThrownBy(() -> refused.getJobExecutionResult().get())
        .hasStackTraceContaining("GapException")
        .hasStackTraceContaining("the rows between were handed to commit and are not there");
    assertThat(commits.committers()).as("starts of the job").isEqualTo(1);

    pipeline.run(pipeline.stateless()).getJobExecutionResult().get();
    pipeline.assertEachIdOnce();
  }

  @Test
  void aTableThatIsDroppedStopsTheJobAndAStartWithoutStateMakesItAnew(TestInfo test)
      throws Exception {
    pipeline = pipeline(test);
    TestCommits.Plan commits =
        TestCommits.after(
            pipeline.bus(),
            applied -> {
              if (applied == 1) {
                lake.drop(pipeline.bus(), "cat1");
                pipeline.append(TestPipeline.BATCH);
              }
            });
    pipeline.append(TestPipeline.BATCH);
    JobClient job = pipeline.run(pipeline.fresh().inParallel(1));
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .hasStackTraceContaining("TableGoneException")
        .hasStackTraceContaining(pipeline.bus() + ".cat1 is not in the catalog");
    assertThat(commits.committers()).as("starts of the job").isEqualTo(1);

    pipeline.log().close();
    pipeline.run(pipeline.stateless()).getJobExecutionResult().get();
    pipeline.assertEachIdOnceIn("everything", "events");
    assertThat(lake.column(pipeline.bus(), "cat1", "_event_id"))
        .doesNotHaveDuplicates()
        .contains("event-" + (2 * TestPipeline.BATCH - 1))
        .hasSizeLessThan(2 * TestPipeline.BATCH);
  }

  /** There are no checkpoints, so that each savepoint has commits that nobody has done. */
  @Test
  void aRescaledJobCommitsWhatIsPendingInItsSavepoint(TestInfo test) throws Exception {
    pipeline = pipeline(test);
    TestCommits.Plan commits = TestCommits.after(pipeline.bus(), applied -> {});
    TestPipeline.Run run = pipeline.fresh();
    List<Integer> parallelism = List.of(1, 2, 4, 1);
    for (int i = 0; i < parallelism.size(); i++) {
      pipeline.append(TestPipeline.BATCH);
      JobClient job = pipeline.run(run.inParallel(parallelism.get(i)).every(Duration.ofHours(1)));
      pipeline.log().awaitAllRead();
      String savepoint = pipeline.savepoint(job);
      job.cancel().get();
      assertThat(commits.applied()).as("commits of earlier runs").isEqualTo(i);
      run = pipeline.from(savepoint);
    }
    pipeline.log().close();
    pipeline.run(run).getJobExecutionResult().get();

    pipeline.assertEachIdOnce();
  }

  @Test
  void aStopWhoseCommitFailsLeavesASavepointThatHasIt(TestInfo test) throws Exception {
    pipeline = pipeline(test);
    TestCommits.plan(
        pipeline.bus(),
        attempt -> {
          throw TestCommits.crash("in the commit of the last savepoint");
        },
        applied -> {});
    pipeline.append(TestPipeline.BATCH);
    JobClient job = pipeline.run(pipeline.fresh().every(Duration.ofHours(1)));
    pipeline.log().awaitAllRead();
    assertThatThrownBy(() -> pipeline.stop(job))
        .hasStackTraceContaining("might have uncommitted transactions");
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .hasStackTraceContaining("failed during stopping");

    TestCommits.Plan commits = TestCommits.after(pipeline.bus(), applied -> {});
    pipeline.append(TestPipeline.BATCH);
    pipeline.log().close();
    pipeline.run(pipeline.from(pipeline.newestSavepoint())).getJobExecutionResult().get();
    pipeline.assertEachIdOnce();
    assertThat(commits.committers()).isEqualTo(1);
  }

  /**
   * Ends the first job; returns its last state. Only of a job that was cancelled checkpoints stay.
   */
  private String end(JobClient job, From from) throws Exception {
    if (from != From.RETAINED_CHECKPOINT) {
      return pipeline.stop(job);
    }
    job.cancel().get();
    return pipeline.newestCheckpoint(job);
  }

  private String savepointOfTheLogAlone() throws Exception {
    Configuration flink = new Configuration();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, flink);
    env.fromSource(
            new TestLogSource(pipeline.bus(), Offsets.NONE),
            WatermarkStrategy.noWatermarks(),
            Pipeline.LOG,
            TypeInformation.of(LogRecord.class))
        .uid(Pipeline.LOG)
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
    JobClient job = env.executeAsync("the log alone");
    return pipeline.stop(job);
  }

  private static TestPipeline pipeline(TestInfo test) {
    return TestPipeline.of(test, lake, folder).withoutRepeats();
  }
}
