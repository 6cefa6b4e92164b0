// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.config.ConfigException;
import io.lakebus.config.Settings;
import io.lakebus.definition.DefinitionSource;
import io.lakebus.job.commit.CommitWatch;
import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.failpoint.FolderFailPoints;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobConfigTest {

  private static final Map<String, String> NEEDED =
      Map.of("bus.definition", "bus.yaml", "checkpoint.folder", "file:///checkpoints");

  @Test
  void theDefaultsAreThoseOfOneMachine() {
    assertThat(config(NEEDED))
        .isEqualTo(
            new JobConfig(
                new DefinitionSource.Fixed(Path.of("bus.yaml")),
                1,
                Map.of("bootstrap.servers", "localhost:9092"),
                Map.of(
                    "uri", "http://localhost:8083",
                    "rest.client.connection-timeout-ms", "10000",
                    "rest.client.socket-timeout-ms", "60000"),
                1,
                new JobConfig.Log(Duration.ofDays(7), Duration.ofSeconds(10)),
                WithoutState.GO_ON,
                new JobConfig.Checkpoints(
                    URI.create("file:///checkpoints"), Duration.ofMinutes(5), 3),
                new IcebergSink.Effort(
                    8, 8, new CommitWatch.Patience(Duration.ofSeconds(30), Duration.ofMinutes(5))),
                FailPoints.none()));
  }

  @Test
  void everySettingCanBeGiven() {
    assertThat(
            config(
                Map.ofEntries(
                    Map.entry("bus.definition", ""),
                    Map.entry("bus.name", "sports"),
                    Map.entry("bus.version", "7"),
                    Map.entry("kafka.bootstrap-servers", "k:1"),
                    Map.entry("kafka.properties", "security.protocol=SSL, fetch.min.bytes=1"),
                    Map.entry("catalog.uri", "http://c"),
                    Map.entry("catalog.token", "t"),
                    Map.entry("catalog.warehouse", "w"),
                    Map.entry(
                        "catalog.properties",
                        "s3.endpoint=http://s?a=b,rest.client.socket-timeout-ms=5"),
                    Map.entry("parallelism", "4"),
                    Map.entry("log.retention", "1d"),
                    Map.entry("log.discovery", "30s"),
                    Map.entry("start.without-state", "refuse"),
                    Map.entry("checkpoint.folder", "s3://b/c"),
                    Map.entry("checkpoint.timeout", "1m"),
                    Map.entry("checkpoint.tolerated-failures", "0"),
                    Map.entry("sink.parallel-io", "2"),
                    Map.entry("commit.tries", "3"),
                    Map.entry("commit.stall", "90s"),
                    Map.entry("fail.points", "/faults"))))
        .isEqualTo(
            new JobConfig(
                new DefinitionSource.Followed("sports"),
                7,
                Map.of(
                    "bootstrap.servers", "k:1",
                    "security.protocol", "SSL",
                    "fetch.min.bytes", "1"),
                Map.of(
                    "uri", "http://c",
                    "rest.auth.type", "oauth2",
                    "token", "t",
                    "token-refresh-enabled", "false",
                    "oauth2-server-uri", "http://c/v1/oauth/tokens",
                    "warehouse", "w",
                    "rest.client.connection-timeout-ms", "10000",
                    "rest.client.socket-timeout-ms", "5",
                    "s3.endpoint", "http://s?a=b"),
                4,
                new JobConfig.Log(Duration.ofDays(1), Duration.ofSeconds(30)),
                WithoutState.REFUSE,
                new JobConfig.Checkpoints(URI.create("s3://b/c"), Duration.ofMinutes(1), 0),
                new IcebergSink.Effort(
                    2, 3, new CommitWatch.Patience(Duration.ofSeconds(90), Duration.ofMinutes(1))),
                new FolderFailPoints("/faults")));
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(
            () ->
                config(
                    Map.of("start.without-state", "maybe", "kafka.properties", "a", "unknown", "")))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(4)
                    .anyMatch(problem -> problem.startsWith("checkpoint.folder"))
                    .anyMatch(problem -> problem.startsWith("start.without-state: 'maybe'"))
                    .anyMatch(problem -> problem.startsWith("kafka.properties: 'a'"))
                    .anyMatch(problem -> problem.startsWith("unknown")));
  }

  @Test
  void numbersThatCannotServeAreRefused() {
    assertThatThrownBy(
            () ->
                config(
                    Map.of(
                        "bus.definition", "bus.yaml",
                        "checkpoint.folder", "file:///checkpoints",
                        "parallelism", "0",
                        "sink.parallel-io", "0",
                        "commit.tries", "0")))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "parallelism: '0' is less than 1",
                        "sink.parallel-io: '0' is less than 1",
                        "commit.tries: '0' is less than 1"));
  }

  @Test
  void ofFileAndNameOfTheBusExactlyOneIsNeeded() {
    assertThatThrownBy(() -> config(Map.of("checkpoint.folder", "file:///checkpoints")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("exactly one of bus.definition and bus.name is needed");
  }

  @Test
  void checkpointsAreAlignedAndRetained() {
    Configuration flink = FlinkSettings.of(config(NEEDED), Duration.ofSeconds(2));
    assertThat(flink.toMap())
        .containsEntry("execution.checkpointing.interval", "2 s")
        .containsEntry("execution.checkpointing.unaligned.enabled", "false")
        .containsEntry("execution.checkpointing.max-concurrent-checkpoints", "1")
        .containsEntry(
            CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION.key(), "RETAIN_ON_CANCELLATION")
        .containsEntry("pipeline.generic-types", "false");
  }

  private static JobConfig config(Map<String, String> given) {
    return JobConfig.of(Settings.of(given, JobConfig.SETTINGS));
  }
}
