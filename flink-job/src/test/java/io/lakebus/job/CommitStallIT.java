// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Commits that stop without a word. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class CommitStallIT {

  private static final Duration STALL = Duration.ofSeconds(3);

  @TempDir private static Path folder;
  @AutoClose private static TestLake lake;

  @BeforeAll
  static void startLake() throws Exception {
    lake = new TestLake(folder);
  }

  /** The job fails over of itself: nothing else would have told. */
  @Test
  void aCommitThatHangsIsDoneAfterAFailover() throws Exception {
    TestPipeline pipeline = new TestPipeline(lake, folder, "hanging");
    CountDownLatch never = new CountDownLatch(1);
    TestCommits.Plan commits =
        TestCommits.plan(
            "hanging",
            attempt -> {
              if (attempt == 2) {
                hang(never);
              }
            },
            applied -> pipeline.feed(applied, 4));
    pipeline.append(TestPipeline.BATCH);
    pipeline.run(pipeline.fresh().stalledAfter(STALL)).getJobExecutionResult().get();

    pipeline.assertEachIdOnce();
    assertThat(commits.committers()).as("starts of the job").isEqualTo(2);
  }

  /** What was swallowed is in no state any more: the job must not go on as if it were there. */
  @Test
  void commitsThatAreSwallowedAreNoticedAndTheirRowsReadAgain() throws Exception {
    TestPipeline pipeline = new TestPipeline(lake, folder, "swallowing").withoutRepeats();
    CountDownLatch secondStart = new CountDownLatch(1);
    TestCommits.Plan swallowing =
        TestCommits.plan(
            "swallowing", attempt -> {}, applied -> pipeline.append(TestPipeline.BATCH));
    swallowing.swallowFrom(2);
    swallowing.whenStartedAgain(secondStart::countDown);
    pipeline.append(TestPipeline.BATCH);
    JobClient job = pipeline.run(pipeline.fresh().stalledAfter(STALL));
    secondStart.await();
    assertThat(swallowing.swallowed()).isEqualTo(1);

    pipeline.append(TestPipeline.BATCH);
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .hasStackTraceContaining("GapException")
        .hasStackTraceContaining("start.without-state=go-on");

    TestCommits.plan("swallowing", attempt -> {}, applied -> {});
    pipeline.log().close();
    pipeline.run(pipeline.stateless()).getJobExecutionResult().get();
    pipeline.assertEachIdOnce();
  }

  private static void hang(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TestCommits.crash("while it hung");
    }
  }
}
