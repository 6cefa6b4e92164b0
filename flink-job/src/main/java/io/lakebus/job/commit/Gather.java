// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.SubtaskFiles;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The operator around {@link Gathering}: one committable of all that the subtasks of write have
 * written for a checkpoint. Runs once.
 *
 * <p>Barriers are aligned, so when one arrives the results of all subtasks are here. Nothing
 * written makes no committable.
 *
 * <p>The offsets are state. The epoch is not: a committable carries its key with it, so what is
 * restored is looked up by the key it had, and what comes after a restart gets keys that no earlier
 * run can have used, also when the restart was from an older checkpoint and checkpoint numbers
 * repeat.
 *
 * <p>Beside it runs a {@link CommitWatch}: commit is another task, so that what keeps it from
 * committing does not keep this one from noticing.
 */
public final class Gather extends AbstractStreamOperator<CommittableMessage<CheckpointFiles>>
    implements OneInputStreamOperator<
            CommittableMessage<SubtaskFiles>, CommittableMessage<CheckpointFiles>>,
        BoundedOneInput {

  private static final long serialVersionUID = 3L;

  /** How much later than due a stall is found: a tenth of the patience. */
  private static final int CHECKS_PER_STALL = 10;

  private final String pipeline;

  /** Null where it is not known. */
  private final String topicId;

  /** Null where the job was started with state; an Optional does not travel. */
  private final Offsets start;

  private final ArchiveProbe.Factory archive;
  private final CommitWatch.Patience patience;

  private transient Gathering gathering;
  private transient long lastCheckpoint;
  private transient OffsetsState completeState;
  private transient OffsetsState handedOnState;
  private transient ArchiveProbe probe;
  private transient CommitWatch watch;
  private transient WatchThread watching;

  /**
   * Makes the operator.
   *
   * @param pipeline the bus's name
   * @param topicId Kafka's id of the topic that is the log, where that is known
   * @param start where the job begins to read without state; empty if it was started with state
   * @param archive tells what has been committed
   * @param patience how long commits may take
   */
  public Gather(
      String pipeline,
      Optional<String> topicId,
      Optional<Offsets> start,
      ArchiveProbe.Factory archive,
      CommitWatch.Patience patience) {
    this.pipeline = pipeline;
    this.topicId = topicId.orElse(null);
    this.start = start.orElse(null);
    this.archive = archive;
    this.patience = patience;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    String epoch = UUID.randomUUID().toString();
    lastCheckpoint = context.getRestoredCheckpointId().orElse(0);
    completeState = OffsetsState.of(context.getOperatorStateStore(), "complete");
    handedOnState = OffsetsState.of(context.getOperatorStateStore(), "handed-on");
    Optional<Offsets> restored = completeState.get();
    Offsets complete = restored.or(() -> start()).orElseThrow(Gather::stateIsMissing);
    Optional<Offsets> handedOn = restored.isPresent() ? handedOnState.get() : start();
    gathering = new Gathering(pipeline, Optional.ofNullable(topicId), epoch, handedOn, complete);
    LOG.info(
        "Commits of {} in epoch {} go on from the log's offsets {}",
        pipeline,
        epoch,
        complete.toJson());
  }

  private Optional<Offsets> start() {
    return Optional.ofNullable(start);
  }

  /** Going on would say of rows that nobody has committed that they are there. */
  private static SuppressRestartsException stateIsMissing() {
    return new SuppressRestartsException(
        new IllegalStateException(
            "the job was started with state, but that has none of the operator gather: it is of"
                + " another job, or of other uids and was started with allowNonRestoredState. Start"
                + " the job without state (start.without-state=go-on): it goes on from the"
                + " tables' offsets."));
  }

  @Override
  public void open() throws Exception {
    super.open();
    probe = archive.open();
    watch = new CommitWatch(probe, patience, System::nanoTime);
    gathering.handedOn().ifPresent(offsets -> watch.restored(lastCheckpoint, offsets));
    MetricGroup group = getMetricGroup().addGroup("commit");
    group.gauge("unseen_seconds", () -> watch.unseen().toSeconds());
    Counter stalled = group.counter("stalled");
    watching =
        new WatchThread(
            watch,
            patience.stall().dividedBy(CHECKS_PER_STALL),
            failure -> {
              stalled.inc();
              LOG.error("Pipeline {}: {}", pipeline, failure.getMessage());
              getContainingTask().getEnvironment().failExternally(failure);
            });
  }

  @Override
  public void close() throws Exception {
    if (watching != null) {
      watching.close();
    }
    if (probe != null) {
      probe.close();
    }
    super.close();
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<SubtaskFiles>> element) {
    if (element.getValue() instanceof CommittableWithLineage<SubtaskFiles> message) {
      gathering.add(message.getCommittable());
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    emit(checkpointId);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    completeState.set(gathering.complete());
    if (gathering.handedOn().isPresent()) {
      handedOnState.set(gathering.handedOn().get());
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    watch.completed(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    super.notifyCheckpointAborted(checkpointId);
    watch.aborted(checkpointId);
  }

  @Override
  public void endInput() {
    emit(lastCheckpoint + 1);
  }

  private void emit(long checkpoint) {
    lastCheckpoint = checkpoint;
    Optional<CheckpointFiles> files = gathering.take(checkpoint);
    if (files.isPresent()) {
      output.collect(new StreamRecord<>(new CommittableSummary<>(0, 1, checkpoint, 1, 0)));
      output.collect(new StreamRecord<>(new CommittableWithLineage<>(files.get(), checkpoint, 0)));
      watch.handedOn(checkpoint, files.get().complete());
    }
  }
}
