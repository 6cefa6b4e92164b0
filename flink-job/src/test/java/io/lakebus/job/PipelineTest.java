// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.job.commit.CommitWatch;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.BusFiles;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PipelineTest {

  private static final BusFiles DEFINITION =
      BusFiles.of(
          """
          bus: sports
          vendors: {}
          rules: {}
          """,
          1);

  private static final String WHAT_BREAKS =
      """
      a uid or the id made of it has changed. A job that is started from a checkpoint of an earlier
      build would not find the state of that operator: Flink refuses the start, or, with
      allowNonRestoredState, drops the state. Of log that is the place in the log, of dedup the
      memory of repeats, of gather and commit what is written and not yet committed. Keep the old
      uid; where Flink makes another id of the same uid, an upgrade needs a start without state""";

  /**
   * By these, state is found again: the uid is what a person gives, and the id is what Flink makes
   * of it and keeps in checkpoints.
   */
  @Test
  void theUidsByWhichStateIsFoundNeverChange() {
    Map<String, String> uids = new TreeMap<>();
    for (StreamNode node : graph().getStreamNodes()) {
      uids.put(node.getTransformationUID(), node.getOperatorName());
    }
    assertThat(uids)
        .as(WHAT_BREAKS)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "log", "Source: log",
                "decode", "decode",
                "dedup", "dedup",
                "route", "route",
                "write", "write",
                "write: gather", "write: gather",
                "Sink Committer: write", "commit"));
  }

  @Test
  void theIdsOfOperatorsInCheckpointsNeverChange() {
    Map<String, String> ids = new TreeMap<>();
    for (JobVertex vertex : graph().getJobGraph().getVertices()) {
      for (OperatorIDPair operator : vertex.getOperatorIDs()) {
        ids.put(operator.getUserDefinedOperatorUid(), operator.getGeneratedOperatorID().toString());
      }
    }
    assertThat(ids)
        .as(WHAT_BREAKS)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "log", "80457b66b428dad5692a99319fdb7723",
                "decode", "c11c50136e40dd2e9df8b2039b871811",
                "dedup", "5a872f3a73b9dad53994e3e6e14f16e6",
                "route", "2d12ff57fd639656c7bde047ec882b4f",
                "write", "da67b0e7ffdf3f7e832542473ca9d982",
                "write: gather", "29d21defeedf52252eeaa8f0b2b246d0",
                "Sink Committer: write", "0c5819c86fd483b6c337d44bcee3bef1"));
  }

  @Test
  void commitIsATaskOfItsOwn() {
    assertThat(graph().getJobGraph().getVertices())
        .extracting(JobVertex::getName)
        .containsExactlyInAnyOrder(
            "Source: log -> decode", "dedup -> route -> write", "write: gather", "commit");
  }

  @Test
  void commitRunsOnceAndAllElseInParallel() {
    Map<String, Integer> parallelism = new TreeMap<>();
    for (StreamNode node : graph().getStreamNodes()) {
      parallelism.put(node.getTransformationUID(), node.getParallelism());
    }
    assertThat(parallelism)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "log", 4,
                "decode", 4,
                "dedup", 4,
                "route", 4,
                "write", 4,
                "write: gather", 1,
                "Sink Committer: write", 1));
  }

  private static StreamGraph graph() {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(4, flink);
    env.enableCheckpointing(1000);
    Pipeline.define(
        env,
        new TestLogSource("none", Offsets.NONE),
        new IcebergSink(
            new RestLake(Map.of("uri", "http://localhost:1")),
            DEFINITION,
            "sports.events",
            Optional.of(Offsets.NONE),
            new IcebergSink.Effort(
                1, 1, new CommitWatch.Patience(Duration.ofSeconds(30), Duration.ofMinutes(5)))),
        DEFINITION,
        Duration.ofDays(7));
    return env.getStreamGraph();
  }
}
