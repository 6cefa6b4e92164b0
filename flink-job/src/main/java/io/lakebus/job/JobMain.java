// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.bus.Bus;
import io.lakebus.config.Settings;
import io.lakebus.job.log.LogSource;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.BusFiles;
import java.io.Closeable;
import java.io.IOException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.catalog.Catalog;

/** The job: from a bus's Kafka topic to its Iceberg tables. */
public final class JobMain {

  private JobMain() {}

  /** Runs with {@code --config=FILE} and {@code --key=value}, see {@link JobConfig#SETTINGS}. */
  public static void main(String[] arguments) throws Exception {
    JobConfig config = JobConfig.of(Settings.load(arguments, JobConfig.SETTINGS));
    BusFiles definition = BusFiles.read(config.definition(), config.busVersion());
    Bus bus = definition.bus();
    Lake lake = new RestLake(config.catalog());
    Configuration flink = FlinkSettings.of(config, bus.commitInterval());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    Offsets start = start(env.getConfiguration(), lake, bus, config.withoutState());
    String topic = bus.name() + ".events";
    Pipeline.define(
        env,
        LogSource.of(config.kafka(), topic, "lakebus-" + bus.name(), start),
        new IcebergSink(lake, definition, topic, start, config.sink()),
        definition,
        config.logRetention());
    env.execute("lakebus " + bus.name());
  }

  /** With state the source goes on from there; the place found here is for a job without. */
  private static Offsets start(ReadableConfig flink, Lake lake, Bus bus, WithoutState mode)
      throws IOException {
    if (flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent()) {
      return Offsets.NONE;
    }
    Catalog catalog = lake.open();
    try {
      return StartPlace.find(catalog, bus, mode);
    } finally {
      if (catalog instanceof Closeable closeable) {
        closeable.close();
      }
    }
  }
}
