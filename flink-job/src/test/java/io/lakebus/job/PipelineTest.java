// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.BusFiles;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
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

  @Test
  void theUidsByWhichStateIsFoundNeverChange() {
    Map<String, String> names = new TreeMap<>();
    for (StreamNode node : graph().getStreamNodes()) {
      names.put(node.getTransformationUID(), node.getOperatorName());
    }
    assertThat(names)
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
            Offsets.NONE,
            new IcebergSink.Effort(1, 1)),
        DEFINITION,
        Duration.ofDays(7));
    return env.getStreamGraph();
  }
}
