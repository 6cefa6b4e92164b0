// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.bus.Bus;
import io.lakebus.job.commit.CheckpointCommitter;
import io.lakebus.job.commit.CheckpointFiles;
import io.lakebus.job.commit.CheckpointFilesFormat;
import io.lakebus.job.commit.CommitOnce;
import io.lakebus.job.commit.Gather;
import io.lakebus.job.commit.History;
import io.lakebus.job.commit.IcebergTableCommits;
import io.lakebus.job.commit.TableCommits;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.BusSupplier;
import io.lakebus.job.route.Routed;
import io.lakebus.job.stream.InParallel;
import io.lakebus.job.write.RowWriter;
import io.lakebus.job.write.SubtaskFiles;
import io.lakebus.job.write.SubtaskFilesFormat;
import io.lakebus.job.write.WriteContext;
import io.lakebus.route.TableId;
import io.lakebus.schema.Sleeper;
import io.lakebus.schema.TableKeeper;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.time.InstantSource;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.iceberg.catalog.Catalog;

/**
 * The stages write and commit: Iceberg tables, each event in each of them once.
 *
 * <ol>
 *   <li>Each subtask of write closes its files at the barrier and hands them on ({@link
 *       RowWriter}).
 *   <li>One subtask gathers them into one committable per checkpoint ({@link Gather}), which is in
 *       the checkpoint's state when the checkpoint is complete.
 *   <li>When it is, and after each restore, the committable is committed to all its tables, unless
 *       they have it ({@link CommitOnce}).
 * </ol>
 */
public final class IcebergSink
    implements Sink<Routed>,
        SupportsCommitter<CheckpointFiles>,
        SupportsPreCommitTopology<SubtaskFiles, CheckpointFiles>,
        SupportsPostCommitTopology<CheckpointFiles> {

  private static final long serialVersionUID = 2L;

  /** Reaches the tables for commit; tests put failures in between. */
  @FunctionalInterface
  public interface CommitsFactory extends Serializable {

    /**
     * Commits to the catalog; the archive comes last where not all tables can be committed at once.
     */
    TableCommits of(Catalog catalog, TableId archive, InParallel parallel);
  }

  /**
   * How hard the sink tries, and how much at a time.
   *
   * @param parallelIo how many files, or tables, a subtask closes or commits at a time
   * @param commitTries how often a commit is tried before the job fails over
   */
  public record Effort(int parallelIo, int commitTries) implements Serializable {}

  private final Lake lake;
  private final BusSupplier definition;
  private final String topic;
  private final Offsets start;
  private final Effort effort;
  private final CommitsFactory commits;

  /**
   * Makes the sink.
   *
   * @param lake the tables
   * @param definition the bus definition
   * @param topic the log's topic, for dead letters
   * @param start where the job begins to read when it has no state
   * @param effort how hard it tries
   */
  public IcebergSink(
      Lake lake, BusSupplier definition, String topic, Offsets start, Effort effort) {
    this(lake, definition, topic, start, effort, IcebergTableCommits::new);
  }

  private IcebergSink(
      Lake lake,
      BusSupplier definition,
      String topic,
      Offsets start,
      Effort effort,
      CommitsFactory commits) {
    this.lake = lake;
    this.definition = definition;
    this.topic = topic;
    this.start = start;
    this.effort = effort;
    this.commits = commits;
  }

  /** The same sink, committing another way. */
  public IcebergSink committingBy(CommitsFactory other) {
    return new IcebergSink(lake, definition, topic, start, effort, other);
  }

  @Override
  public RowWriter createWriter(WriterInitContext flink) {
    Bus bus = definition.bus();
    Catalog catalog = lake.open();
    InParallel parallel = InParallel.of("write", effort.parallelIo());
    WriteContext context =
        new WriteContext(
            bus,
            definition.version(),
            topic,
            new TableKeeper(catalog, bus.maxTables(), Sleeper.REAL),
            table -> History.completeTo(table, bus.name()),
            parallel,
            InstantSource.system(),
            flink.getTaskInfo().getIndexOfThisSubtask(),
            flink.metricGroup().addGroup("write"));
    return new RowWriter(context, () -> close(parallel, catalog));
  }

  @Override
  public SimpleVersionedSerializer<SubtaskFiles> getWriteResultSerializer() {
    return new SubtaskFilesFormat();
  }

  @Override
  public DataStream<CommittableMessage<CheckpointFiles>> addPreCommitTopology(
      DataStream<CommittableMessage<SubtaskFiles>> written) {
    name(written, Pipeline.WRITE, "rows to Parquet files, closed at each checkpoint");
    return written
        .global()
        .transform(
            "gather",
            CommittableMessageTypeInfo.of(this::getCommittableSerializer),
            new Gather(definition.bus().name(), start))
        .uid("gather")
        .setDescription("gather: one commit of all subtasks' files")
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  @Override
  public Committer<CheckpointFiles> createCommitter(CommitterInitContext flink) {
    Bus bus = definition.bus();
    Catalog catalog = lake.open();
    InParallel parallel = InParallel.of("commit", effort.parallelIo());
    TableId archive = new TableId(bus.name(), bus.archive().table());
    CommitOnce once =
        new CommitOnce(commits.of(catalog, archive, parallel), effort.commitTries(), Thread::sleep);
    return new CheckpointCommitter(once, () -> close(parallel, catalog), flink.metricGroup());
  }

  @Override
  public SimpleVersionedSerializer<CheckpointFiles> getCommittableSerializer() {
    return new CheckpointFilesFormat();
  }

  /** Adds nothing: this is where the committer, which Flink makes, gets its name and its size. */
  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<CheckpointFiles>> committed) {
    Transformation<?> committer =
        name(committed, Pipeline.COMMIT, "all tables of a checkpoint, once");
    committer.setParallelism(1);
    committer.setMaxParallelism(1);
  }

  /** Flink calls the operators of every sink Writer and Committer; here they are stages. */
  private static Transformation<?> name(DataStream<?> output, String stage, String description) {
    Transformation<?> operator = output.getTransformation().getInputs().getFirst();
    operator.setName(stage);
    operator.setDescription(stage + ": " + description);
    return operator;
  }

  private static void close(InParallel parallel, Catalog catalog) throws IOException {
    parallel.close();
    if (catalog instanceof Closeable closeable) {
      closeable.close();
    }
  }
}
