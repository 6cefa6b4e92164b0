// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.bus.Bus;
import io.lakebus.config.Settings;
import io.lakebus.definition.DefinitionSource;
import io.lakebus.event.EventTopic;
import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.log.KafkaTopicView;
import io.lakebus.job.log.LogSource;
import io.lakebus.job.log.LogTopic;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.BusFiles;
import io.lakebus.job.route.BusSupplier;
import io.lakebus.job.route.PublishedBus;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.catalog.Catalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job: from a bus's Kafka topic to its Iceberg tables. */
public final class JobMain {

  private static final Logger LOG = LoggerFactory.getLogger(JobMain.class);

  private JobMain() {}

  /** Runs with {@code --config=FILE} and {@code --key=value}, see {@link JobConfig#SETTINGS}. */
  public static void main(String[] arguments) throws Exception {
    JobConfig config = JobConfig.of(Settings.load(arguments, JobConfig.SETTINGS));
    if (!config.failPoints().equals(FailPoints.none())) {
      LOG.warn("The job fails where files ask it to, for tests of faults: {}", config.failPoints());
    }
    BusSupplier definition = definition(config);
    Bus bus = definition.bus();
    Lake lake = new RestLake(config.catalog());
    Configuration flink = FlinkSettings.of(config, bus.commitInterval());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    Optional<StartPlace> start = start(env.getConfiguration(), lake, bus, config.withoutState());
    Optional<Offsets> offsets = start.map(StartPlace::offsets);
    LogTopic topic =
        new LogTopic(
            config.kafka(),
            EventTopic.name(bus.name()),
            "lakebus-" + bus.name(),
            config.log().discovery());
    String topicId = topicId(start, topic);
    Pipeline.define(
        env,
        LogSource.of(
            topic,
            offsets.orElse(Offsets.NONE),
            config.withoutState().expired(),
            Optional.of(topicId)),
        new IcebergSink(lake, definition, topic.name(), offsets, config.sink())
            .readFrom(topicId)
            .failingAt(config.failPoints()),
        definition,
        config.log().retention());
    env.execute("lakebus " + bus.name());
  }

  private static BusSupplier definition(JobConfig config) throws IOException, InterruptedException {
    return switch (config.definition()) {
      case DefinitionSource.Fixed fixed -> BusFiles.read(fixed.path(), config.busVersion());
      case DefinitionSource.Followed followed ->
          PublishedBus.read(followed.bus(), new PublishedBus.InKafka(config.kafka()));
    };
  }

  /** With state the source goes on from there; the place found here is for a job without. */
  private static Optional<StartPlace> start(
      ReadableConfig flink, Lake lake, Bus bus, WithoutState mode) throws IOException {
    if (flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent()) {
      return Optional.empty();
    }
    Catalog catalog = lake.open();
    try {
      return Optional.of(StartPlace.find(catalog, bus, mode));
    } finally {
      Lake.close(catalog);
    }
  }

  /**
   * Which topic the job reads, and its commits tell: the one that the tables tell, else the one
   * that is there now. The source stops at any other, also at another than its state tells.
   */
  private static String topicId(Optional<StartPlace> start, LogTopic topic)
      throws IOException, InterruptedException {
    Optional<String> told = start.flatMap(StartPlace::topicId);
    if (told.isPresent()) {
      return told.get();
    }
    try (KafkaTopicView kafka = new KafkaTopicView(topic)) {
      return kafka.id();
    }
  }
}
