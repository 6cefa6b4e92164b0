// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A stall of 30 s and checkpoints of 300 s at most, on a clock that the test turns. */
class CommitWatchTest {

  private final CommitWatch.Patience patience =
      new CommitWatch.Patience(Duration.ofSeconds(30), Duration.ofSeconds(300));
  private final Archive archive = new Archive();
  private Duration now = Duration.ofSeconds(1000);
  private final CommitWatch watch = new CommitWatch(archive, patience, () -> now.toNanos());

  @Test
  void nothingIsAskedWhileNothingIsExpected() {
    after(1000);
    assertThat(watch.check()).isEmpty();
    assertThat(archive.asked).isZero();
  }

  @Test
  void whatArrivesInTimeIsForgotten() {
    watch.handedOn(1, upTo(10));
    watch.completed(1);
    after(9);
    assertThat(watch.check()).isEmpty();
    assertThat(archive.asked).as("asked before a third of the patience").isZero();

    archive.complete = upTo(10);
    after(2);
    assertThat(watch.check()).isEmpty();
    after(1000);
    assertThat(watch.check()).isEmpty();
    assertThat(archive.asked).isEqualTo(1);
    assertThat(watch.unseen()).isZero();
  }

  @Test
  void aCompletedCheckpointThatIsNotCommittedInTimeIsAStall() {
    archive.complete = upTo(4);
    watch.handedOn(7, upTo(10));
    after(100);
    watch.completed(7);
    after(29);
    assertThat(watch.check()).isEmpty();
    assertThat(watch.unseen()).isEqualTo(Duration.ofSeconds(129));

    after(1);
    assertThat(watch.check())
        .get()
        .extracting(Throwable::getMessage)
        .asString()
        .contains("up to the log's offsets {\"0\":10}")
        .contains("checkpoint 7 130 s ago")
        .contains("the archive is complete up to {\"0\":4}")
        .contains("commit.stall");
  }

  @Test
  void laterCheckpointsDoNotPutOffWhatIsDue() {
    for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
      watch.handedOn(checkpoint, upTo(checkpoint * 10L));
      watch.completed(checkpoint);
      after(10);
    }
    assertThat(watch.check()).isPresent();
  }

  @Test
  void aPipelineThatCommitsSlowlyButSteadilyIsNotStalled() {
    for (int checkpoint = 1; checkpoint <= 100; checkpoint++) {
      watch.handedOn(checkpoint, upTo(checkpoint * 10L));
      watch.completed(checkpoint);
      after(25);
      archive.complete = upTo((checkpoint - 1) * 10L);
      assertThat(watch.check()).isEmpty();
    }
  }

  @Test
  void aCheckpointUnderWayHasItsOwnTime() {
    watch.handedOn(1, upTo(10));
    after(329);
    assertThat(watch.check()).isEmpty();
    after(1);
    assertThat(watch.check()).as("nobody tells that a checkpoint is complete").isPresent();
  }

  @Test
  void whatAnAbortedCheckpointHandedOnComesWithALaterOne() {
    watch.handedOn(1, upTo(10));
    after(300);
    watch.aborted(1);
    after(329);
    assertThat(watch.check()).isEmpty();
    watch.completed(2);
    after(29);
    assertThat(watch.check()).isEmpty();
    after(1);
    assertThat(watch.check()).isPresent();
  }

  @Test
  void anAbortOfALaterCheckpointDoesNotExcuseACompletedOne() {
    watch.handedOn(1, upTo(10));
    watch.completed(1);
    watch.handedOn(2, upTo(20));
    watch.aborted(2);
    after(30);
    assertThat(watch.check()).isPresent();
  }

  @Test
  void aCatalogThatDoesNotAnswerIsNoStallAndGivesNewTime() {
    watch.handedOn(1, upTo(10));
    watch.completed(1);
    archive.answers = false;
    after(600);
    assertThat(watch.check()).isEmpty();
    archive.answers = true;
    after(29);
    assertThat(watch.check()).isEmpty();
    after(1);
    assertThat(watch.check()).isPresent();
  }

  @Test
  void whatWasHandedOnBeforeARestartMustBeThere() {
    watch.restored(5, upTo(10));
    after(30);
    assertThat(watch.check()).isPresent();
    archive.complete = upTo(10);
    assertThat(watch.check()).isEmpty();
  }

  @Test
  void thePatienceIsNotLessThanThreeIntervals() {
    assertThat(patience.atLeastThree(Duration.ofSeconds(2))).isEqualTo(patience);
    assertThat(patience.atLeastThree(Duration.ofSeconds(60)).stall())
        .isEqualTo(Duration.ofSeconds(180));
  }

  private void after(long seconds) {
    now = now.plusSeconds(seconds);
  }

  private static Offsets upTo(long next) {
    return Offsets.of(Map.of(0, next));
  }

  private static final class Archive implements ArchiveProbe {

    private Offsets complete = Offsets.NONE;
    private boolean answers = true;
    private int asked;

    @Override
    public Offsets completeTo() {
      asked++;
      if (!answers) {
        throw new CatalogUnavailableException("no answer", null);
      }
      return complete;
    }

    @Override
    public void close() {}
  }
}
