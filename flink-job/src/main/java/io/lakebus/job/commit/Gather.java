// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.SubtaskFiles;
import io.lakebus.job.write.TableFiles;
import io.lakebus.route.TableId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
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
 * Makes one committable of all that the subtasks of write have written for a checkpoint. Runs once.
 *
 * <p>Barriers are aligned, so when one arrives the results of all subtasks are here. Nothing
 * written makes no committable.
 *
 * <p>The offsets are state, because a partition without new records is not among the subtasks'
 * results, and yet each commit says how far the table is complete in all partitions. The epoch is
 * not: a committable carries its key with it, so what is restored is looked up by the key it had,
 * and what comes after a restart gets keys that no earlier run can have used, also when the restart
 * was from an older checkpoint and checkpoint numbers repeat.
 */
public final class Gather extends AbstractStreamOperator<CommittableMessage<CheckpointFiles>>
    implements OneInputStreamOperator<
            CommittableMessage<SubtaskFiles>, CommittableMessage<CheckpointFiles>>,
        BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final String pipeline;
  private final Offsets start;

  private transient String epoch;
  private transient Offsets complete;
  private transient Map<TableId, TableFiles> gathered;
  private transient long lastCheckpoint;
  private transient ListState<String> completeState;

  /**
   * Makes the operator.
   *
   * @param pipeline the bus's name
   * @param start where the job began to read, when there is no state
   */
  public Gather(String pipeline, Offsets start) {
    this.pipeline = pipeline;
    this.start = start;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    epoch = UUID.randomUUID().toString();
    gathered = new HashMap<>();
    lastCheckpoint = context.getRestoredCheckpointId().orElse(0);
    completeState =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("complete", StringSerializer.INSTANCE));
    complete = start;
    if (context.isRestored()) {
      complete = Offsets.NONE;
      for (String offsets : completeState.get()) {
        complete = complete.max(Offsets.parse(offsets));
      }
    }
    LOG.info(
        "Commits of {} in epoch {} go on from the log's offsets {}",
        pipeline,
        epoch,
        complete.toJson());
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<SubtaskFiles>> element) {
    if (element.getValue() instanceof CommittableWithLineage<SubtaskFiles> message) {
      SubtaskFiles files = message.getCommittable();
      complete = complete.max(files.complete());
      files.tables().forEach((table, more) -> gathered.merge(table, more, TableFiles::and));
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
    completeState.update(List.of(complete.toJson()));
  }

  @Override
  public void endInput() {
    emit(lastCheckpoint + 1);
  }

  private void emit(long checkpoint) {
    lastCheckpoint = checkpoint;
    if (gathered.isEmpty()) {
      return;
    }
    CommitKey key = new CommitKey(pipeline, epoch, checkpoint);
    CheckpointFiles files = new CheckpointFiles(key, gathered, complete);
    output.collect(new StreamRecord<>(new CommittableSummary<>(0, 1, checkpoint, 1, 0)));
    output.collect(new StreamRecord<>(new CommittableWithLineage<>(files, checkpoint, 0)));
    gathered = new HashMap<>();
  }
}
