// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.SubtaskFiles;
import io.lakebus.job.write.TableFiles;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GatherTest {

  private static final TableId CAT1 = new TableId("sports", "cat1");

  private OneInputStreamOperatorTestHarness<
          CommittableMessage<SubtaskFiles>, CommittableMessage<CheckpointFiles>>
      operator;

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void theFilesOfAllSubtasksBecomeOneCommit() throws Exception {
    start(Optional.of(Offsets.NONE));
    written("a", 0, 10);
    written("b", 1, 20);
    OperatorSubtaskState unused = barrier(1);

    CheckpointFiles commit = onlyCommit();
    assertThat(commit.key().pipeline()).isEqualTo("sports");
    assertThat(commit.key().checkpoint()).isEqualTo(1);
    assertThat(commit.tables().get(CAT1).files())
        .extracting(WrittenFile::path)
        .containsExactlyInAnyOrder("a", "b");
    assertThat(commit.complete()).isEqualTo(Offsets.of(Map.of(0, 10L, 1, 20L)));
    assertThat(commit.begin()).contains(Offsets.NONE);
    assertThat(commit.topicId()).contains("topic");
  }

  @Test
  void eachCommitBeginsWhereTheOneBeforeItEnds() throws Exception {
    start(Optional.of(Offsets.of(Map.of(0, 5L))));
    written("a", 0, 10);
    OperatorSubtaskState unused = barrier(1);
    assertThat(onlyCommit().begin()).contains(Offsets.of(Map.of(0, 5L)));

    progress(0, 15);
    unused = barrier(2);
    assertThat(commits()).isEmpty();

    written("b", 0, 20);
    unused = barrier(3);
    CheckpointFiles commit = onlyCommit();
    assertThat(commit.begin()).contains(Offsets.of(Map.of(0, 10L)));
    assertThat(commit.complete()).isEqualTo(Offsets.of(Map.of(0, 20L)));
  }

  @Test
  void aRestoredOneGoesOnInANewEpoch() throws Exception {
    start(Optional.of(Offsets.NONE));
    written("a", 0, 10);
    OperatorSubtaskState unused = barrier(1);
    String epoch = onlyCommit().key().epoch();
    progress(0, 15);
    OperatorSubtaskState state = barrier(2);
    operator.close();

    restore(Optional.empty(), state);
    written("b", 1, 20);
    unused = barrier(3);
    CheckpointFiles commit = onlyCommit();
    assertThat(commit.begin()).contains(Offsets.of(Map.of(0, 10L)));
    assertThat(commit.complete()).isEqualTo(Offsets.of(Map.of(0, 15L, 1, 20L)));
    assertThat(commit.key().epoch()).isNotEqualTo(epoch);
  }

  @Test
  void aJobThatWasStartedWithStateAndFindsNoneDoesNotGoOn() throws Exception {
    operator = harness(Optional.empty());
    assertThatThrownBy(operator::open)
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageContaining("has none of the operator gather")
        .hasMessageContaining("start.without-state=go-on");
  }

  private void start(Optional<Offsets> start) throws Exception {
    operator = harness(start);
    operator.open();
  }

  private void restore(Optional<Offsets> start, OperatorSubtaskState state) throws Exception {
    operator = harness(start);
    operator.initializeState(state);
    operator.open();
  }

  private static OneInputStreamOperatorTestHarness<
          CommittableMessage<SubtaskFiles>, CommittableMessage<CheckpointFiles>>
      harness(Optional<Offsets> start) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new Gather(
            "sports",
            Optional.of("topic"),
            start,
            Nowhere::new,
            new CommitWatch.Patience(Duration.ofHours(1), Duration.ofHours(1))),
        1,
        1,
        0);
  }

  private void written(String file, int partition, long next) throws Exception {
    send(
        new SubtaskFiles(
            Map.of(
                CAT1,
                new TableFiles(
                    List.of(new WrittenFile(file, 1, 1, "{}")),
                    Offsets.of(Map.of(partition, next - 1)))),
            Offsets.of(Map.of(partition, next))));
  }

  private void progress(int partition, long next) throws Exception {
    send(new SubtaskFiles(Map.of(), Offsets.of(Map.of(partition, next))));
  }

  private void send(SubtaskFiles files) throws Exception {
    operator.processElement(new StreamRecord<>(new CommittableWithLineage<>(files, 1, 0)));
  }

  private OperatorSubtaskState barrier(long checkpoint) throws Exception {
    operator.prepareSnapshotPreBarrier(checkpoint);
    return operator.snapshot(checkpoint, checkpoint);
  }

  private CheckpointFiles onlyCommit() {
    List<CheckpointFiles> commits = commits();
    assertThat(commits).hasSize(1);
    return commits.getFirst();
  }

  private List<CheckpointFiles> commits() {
    List<CheckpointFiles> commits = new ArrayList<>();
    for (CommittableMessage<CheckpointFiles> message : operator.extractOutputValues()) {
      if (message instanceof CommittableWithLineage<CheckpointFiles> commit) {
        commits.add(commit.getCommittable());
      }
    }
    operator.getOutput().clear();
    return commits;
  }

  private static final class Nowhere implements ArchiveProbe {

    @Override
    public Offsets completeTo() {
      return Offsets.NONE;
    }

    @Override
    public void close() {}
  }
}
