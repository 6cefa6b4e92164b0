// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import io.lakebus.job.IcebergSink;
import io.lakebus.job.JobWiring;
import io.lakebus.job.Lake;
import io.lakebus.job.Pipeline;
import io.lakebus.job.TestLogSource;
import io.lakebus.job.commit.CommitWatch;
import io.lakebus.job.decode.Decode;
import io.lakebus.job.decode.Item;
import io.lakebus.job.log.LogRecord;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.BusFiles;
import io.lakebus.job.route.Route;
import io.lakebus.job.route.Routed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job with either sink. All but the sink is the same: log, decode, dedup, route, the settings of
 * Flink.
 *
 * @param run the run's name: that of its log and of its namespace
 * @param sink the sink
 * @param lake the tables
 * @param checkpoints where checkpoints are kept
 */
record PeerJob(String run, Sinks sink, Lake lake, Path checkpoints) {

  static final int PARALLELISM = 2;
  static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
  static final Duration RESTART_DELAY = Duration.ofMillis(20);

  private static final IcebergSink.Effort EFFORT =
      new IcebergSink.Effort(
          8, 8, new CommitWatch.Patience(Duration.ofMinutes(1), Duration.ofMinutes(1)));

  /** Where a job begins. */
  sealed interface Start {

    /** Without state, at these offsets of the log. */
    record Fresh(Offsets offsets) implements Start {}

    /** From a checkpoint. */
    record From(String checkpoint) implements Start {}
  }

  /** What becomes of a job that has failed. */
  enum Failure {
    /** It is restarted. */
    RESTARTS,
    /** It ends. */
    ENDS
  }

  /** The job, ready to be submitted. */
  JobGraph graph(JobID id, Start start, Failure failure) {
    Configuration flink = JobWiring.flink(checkpoints, PARALLELISM, COMMIT_INTERVAL);
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY,
        failure == Failure.RESTARTS ? "fixed-delay" : "disable");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_DELAY);
    Optional<Offsets> offsets = Optional.empty();
    switch (start) {
      case Start.Fresh fresh -> offsets = Optional.of(fresh.offsets());
      case Start.From from -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, from.checkpoint());
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, flink);
    define(env, offsets);
    return env.getStreamGraph().getJobGraph(PeerJob.class.getClassLoader(), id);
  }

  private void define(StreamExecutionEnvironment env, Optional<Offsets> start) {
    BusFiles definition = Events.definition(run);
    TestLogSource log = new TestLogSource(run, start.orElse(Offsets.NONE));
    switch (sink) {
      case OURS, OURS_SINGLY ->
          Pipeline.define(
              env,
              log,
              new IcebergSink(lake, definition, run + ".events", start, EFFORT),
              definition,
              JobWiring.LOG_RETENTION);
      case STOCK, STOCK_ON_JDBC ->
          StockSink.append(
              Pipeline.routed(env, log, definition, JobWiring.LOG_RETENTION),
              definition,
              lake,
              PARALLELISM);
      case STOCK_WITHOUT_DEDUP ->
          StockSink.append(withoutDedup(env, log, definition), definition, lake, PARALLELISM);
    }
  }

  private static DataStream<Routed> withoutDedup(
      StreamExecutionEnvironment env, TestLogSource log, BusFiles definition) {
    env.getConfig().enableObjectReuse();
    return env.fromSource(
            log, WatermarkStrategy.noWatermarks(), "log", TypeInformation.of(LogRecord.class))
        .uid("log")
        .map(new Decode())
        .returns(Item.TYPE)
        .uid("decode")
        .map(new Route(definition))
        .returns(Routed.TYPE)
        .uid("route");
  }
}
