// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.bus.Bus;
import io.lakebus.job.commit.ArchiveProbe;
import io.lakebus.job.commit.CheckpointCommitter;
import io.lakebus.job.commit.CheckpointFiles;
import io.lakebus.job.commit.CheckpointFilesFormat;
import io.lakebus.job.commit.CommitOnce;
import io.lakebus.job.commit.CommitWatch;
import io.lakebus.job.commit.Gather;
import io.lakebus.job.commit.History;
import io.lakebus.job.commit.IcebergArchiveProbe;
import io.lakebus.job.commit.IcebergTableCommits;
import io.lakebus.job.commit.TableCommits;
import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.BusInForce;
import io.lakebus.job.route.BusSupplier;
import io.lakebus.job.route.Routed;
import io.lakebus.job.write.RowWriter;
import io.lakebus.job.write.SubtaskFiles;
import io.lakebus.job.write.SubtaskFilesFormat;
import io.lakebus.job.write.WriteContext;
import io.lakebus.parallel.InParallel;
import io.lakebus.route.TableId;
import io.lakebus.schema.Sleeper;
import io.lakebus.schema.TableKeeper;
import java.io.IOException;
import java.io.Serializable;
import java.time.InstantSource;
import java.util.Optional;
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
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;
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

  private static final long serialVersionUID = 3L;

  /** Reaches the tables for commit; tests put failures in between. */
  @FunctionalInterface
  public interface CommitsFactory extends Serializable {

    /**
     * Commits to the catalog; the archive comes last where not all tables can be committed at once.
     */
    TableCommits of(Catalog catalog, TableId archive, InParallel parallel, FailPoints failPoints);
  }

  /**
   * How hard the sink tries, and how much at a time.
   *
   * @param parallelIo how many files, or tables, a subtask closes or commits at a time
   * @param commitTries how often a commit is tried before the job fails over
   * @param patience how long commits may take before the job fails over
   */
  public record Effort(int parallelIo, int commitTries, CommitWatch.Patience patience)
      implements Serializable {}

  /** The log's topic; the id is null where it is not known: an Optional does not travel. */
  private record Topic(String name, String id) implements Serializable {

    Optional<String> knownId() {
      return Optional.ofNullable(id);
    }
  }

  private record Committing(CommitsFactory by, FailPoints failPoints) implements Serializable {}

  private final Lake lake;
  private final BusSupplier definition;
  private final Topic topic;

  /** Null where the job was started with state; an Optional does not travel. */
  private final Offsets start;

  private final Effort effort;
  private final Committing committing;

  /**
   * Makes the sink.
   *
   * @param lake the tables
   * @param definition the bus definition
   * @param topic the log's topic, for dead letters
   * @param start where the job begins to read without state; empty if it is started with state
   * @param effort how hard it tries
   */
  public IcebergSink(
      Lake lake, BusSupplier definition, String topic, Optional<Offsets> start, Effort effort) {
    this(
        lake,
        definition,
        new Topic(topic, null),
        start.orElse(null),
        effort,
        new Committing(IcebergTableCommits::new, FailPoints.none()));
  }

  private IcebergSink(
      Lake lake,
      BusSupplier definition,
      Topic topic,
      Offsets start,
      Effort effort,
      Committing committing) {
    this.lake = lake;
    this.definition = definition;
    this.topic = topic;
    this.start = start;
    this.effort = effort;
    this.committing = committing;
  }

  /**
   * The same sink for a log whose topic has this id in Kafka. Each commit tells it, and what tables
   * tell of another topic is not taken for this one's.
   */
  public IcebergSink readFrom(String topicId) {
    Topic known = new Topic(topic.name(), topicId);
    return new IcebergSink(lake, definition, known, start, effort, committing);
  }

  /** The same sink, committing another way. */
  public IcebergSink committingBy(CommitsFactory other) {
    return with(new Committing(other, committing.failPoints()));
  }

  /** The same sink with things that happen on the way to a commit. */
  public IcebergSink failingAt(FailPoints failPoints) {
    return with(new Committing(committing.by(), failPoints));
  }

  private IcebergSink with(Committing other) {
    return new IcebergSink(lake, definition, topic, start, effort, other);
  }

  @Override
  public RowWriter createWriter(WriterInitContext flink) throws IOException {
    Bus bus = definition.bus();
    BusInForce inForce = open(definition);
    Catalog catalog = lake.open();
    InParallel parallel = InParallel.of("write", effort.parallelIo());
    WriteContext context =
        new WriteContext(
            bus,
            inForce,
            topic.name(),
            new TableKeeper(catalog, () -> inForce.current().bus().maxTables(), Sleeper.REAL),
            table -> History.completeTo(table, bus.name(), topic.knownId()),
            parallel,
            InstantSource.system(),
            flink.getTaskInfo().getIndexOfThisSubtask(),
            flink.metricGroup().addGroup("write"));
    return new RowWriter(
        context,
        committing.failPoints(),
        () -> {
          inForce.close();
          close(parallel, catalog);
        });
  }

  private static BusInForce open(BusSupplier definition) throws IOException {
    try {
      return definition.open();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the bus definition was read", e);
    }
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
            gather(lake, definition, topic, Optional.ofNullable(start), effort))
        .uid("gather")
        .setDescription("gather: one commit of all subtasks' files")
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  private static Gather gather(
      Lake lake, BusSupplier definition, Topic topic, Optional<Offsets> start, Effort effort) {
    Bus bus = definition.bus();
    return new Gather(
        bus.name(),
        topic.knownId(),
        start,
        () -> probe(lake, definition.bus()),
        effort.patience().atLeastThree(bus.commitInterval()));
  }

  private static ArchiveProbe probe(Lake lake, Bus bus) {
    Catalog catalog = lake.open();
    return new IcebergArchiveProbe(
        catalog, TableId.archive(bus), bus.name(), () -> Lake.close(catalog));
  }

  @Override
  public Committer<CheckpointFiles> createCommitter(CommitterInitContext flink) {
    Bus bus = definition.bus();
    Catalog catalog = lake.open();
    InParallel parallel = InParallel.of("commit", effort.parallelIo());
    TableId archive = TableId.archive(bus);
    FailPoints failPoints = committing.failPoints();
    CommitOnce once =
        new CommitOnce(
            committing.by().of(catalog, archive, parallel, failPoints),
            archive,
            effort.commitTries(),
            Thread::sleep,
            failPoints);
    return new CheckpointCommitter(
        once, flink.getRestoredCheckpointId(), () -> close(parallel, catalog), flink.metricGroup());
  }

  @Override
  public SimpleVersionedSerializer<CheckpointFiles> getCommittableSerializer() {
    return new CheckpointFilesFormat();
  }

  /** Adds nothing: here the committer, which Flink makes, gets its name, size and own thread. */
  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<CheckpointFiles>> committed) {
    Transformation<?> committer =
        name(committed, Pipeline.COMMIT, "all tables of a checkpoint, once");
    committer.setParallelism(1);
    committer.setMaxParallelism(1);
    // A commit that hangs must not keep gather from seeing that nothing is committed.
    ((PhysicalTransformation<?>) committer).setChainingStrategy(ChainingStrategy.HEAD);
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
    Lake.close(catalog);
  }
}
