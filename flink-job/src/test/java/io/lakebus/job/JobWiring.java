// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.bus.Bus;
import io.lakebus.definition.DefinitionSource;
import io.lakebus.job.commit.CommitWatch;
import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.log.Offsets;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.iceberg.catalog.Catalog;

/** How the job is wired, for tests in other packages. */
public final class JobWiring {

  public static final Duration LOG_RETENTION = Duration.ofDays(7);

  private static final int CHECKPOINTS_TOLERATED = 0;

  private JobWiring() {}

  /** The job's own settings of Flink. */
  public static Configuration flink(Path checkpoints, int parallelism, Duration commitInterval) {
    JobConfig config =
        new JobConfig(
            new DefinitionSource.Fixed(Path.of("unused")),
            1,
            Map.of(),
            Map.of(),
            parallelism,
            new JobConfig.Log(LOG_RETENTION, Duration.ofSeconds(10)),
            WithoutState.GO_ON,
            new JobConfig.Checkpoints(
                URI.create(checkpoints.toUri().toString()),
                Duration.ofMinutes(1),
                CHECKPOINTS_TOLERATED),
            new IcebergSink.Effort(
                4, 5, new CommitWatch.Patience(Duration.ofMinutes(1), Duration.ofMinutes(1))),
            FailPoints.none());
    return FlinkSettings.of(config, commitInterval);
  }

  /** Where the job begins to read when it is started without state. */
  public static Offsets startWithoutState(Catalog catalog, Bus bus) {
    return StartPlace.find(catalog, bus, WithoutState.GO_ON).offsets();
  }
}
