// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.config.Setting;
import io.lakebus.config.Settings;
import io.lakebus.definition.DefinitionSource;
import io.lakebus.job.commit.CommitWatch;
import io.lakebus.job.failpoint.FailPoints;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The job's settings.
 *
 * @param definition where the bus definition comes from
 * @param busVersion the version of a definition that is a file, which each row carries
 * @param kafka properties of the Kafka consumer
 * @param catalog properties of the Iceberg REST catalog
 * @param parallelism how many subtasks each stage but commit has
 * @param log how the log is kept and read
 * @param withoutState what a start without state on tables with rows does
 * @param checkpoints where and how often checkpoints are made
 * @param sink how hard write and commit try
 * @param failPoints the faults that tests of faults ask for
 */
public record JobConfig(
    DefinitionSource definition,
    int busVersion,
    Map<String, String> kafka,
    Map<String, String> catalog,
    int parallelism,
    Log log,
    WithoutState withoutState,
    Checkpoints checkpoints,
    IcebergSink.Effort sink,
    FailPoints failPoints) {

  /**
   * How the log is kept and read.
   *
   * @param retention how long it keeps a record
   * @param discovery how soon a partition is found that is added to it
   */
  public record Log(Duration retention, Duration discovery) {}

  /**
   * How checkpoints are made.
   *
   * @param folder where they are kept
   * @param timeout how long one may take
   * @param tolerated how many may fail in a row before the job fails over
   */
  public record Checkpoints(URI folder, Duration timeout, int tolerated) {}

  /**
   * Iceberg's client would wait for ever: a commit that is not answered must come to be unknown.
   */
  private static final Map<String, String> CATALOG_PATIENCE =
      Map.of(
          "rest.client.connection-timeout-ms", "10000", "rest.client.socket-timeout-ms", "60000");

  private static final Setting<Integer> BUS_VERSION =
      Setting.count(
          "bus.version",
          1,
          "With bus.definition, the version that each row carries; published ones have their own");
  private static final Setting<String> KAFKA_BOOTSTRAP =
      Setting.text("kafka.bootstrap-servers", "localhost:9092", "The Kafka brokers");
  private static final Setting<Map<String, String>> KAFKA_PROPERTIES =
      pairs("kafka.properties", "Further properties of the Kafka consumer: key=value,key=value");
  private static final Setting<URI> CATALOG_URI =
      Setting.uri("catalog.uri", "http://localhost:8083", "The Iceberg REST catalog");
  private static final Setting<String> CATALOG_TOKEN =
      Setting.text("catalog.token", "", "The bearer token for the catalog; empty for none");
  private static final Setting<String> CATALOG_WAREHOUSE =
      Setting.text("catalog.warehouse", "", "The warehouse to ask the catalog for; empty for none");
  private static final Setting<Map<String, String>> CATALOG_PROPERTIES =
      pairs(
          "catalog.properties",
          "Further properties of Iceberg's REST catalog and its file IO: key=value,key=value");
  private static final Setting<Integer> PARALLELISM =
      Setting.positive("parallelism", 1, "How many subtasks each stage but commit has");
  private static final Setting<Duration> LOG_RETENTION =
      Setting.duration(
          "log.retention", "7d", "How long the topic keeps a record; dedup remembers that longer");
  private static final Setting<Duration> LOG_DISCOVERY =
      Setting.duration(
          "log.discovery", "10s", "How soon a partition is found that is added to the topic");
  private static final Setting<WithoutState> WITHOUT_STATE =
      new Setting<>(
          "start.without-state",
          Optional.of("go-on"),
          "A start without state on tables with rows: go-on from the tables' offsets; skip-expired"
              + " to go on, without the records that have expired since; or refuse",
          WithoutState::parse);
  private static final Setting<URI> CHECKPOINT_FOLDER =
      new Setting<>(
          "checkpoint.folder",
          Optional.empty(),
          "Where checkpoints are kept, a URI that Flink can write to",
          URI::create);
  private static final Setting<Duration> CHECKPOINT_TIMEOUT =
      Setting.duration("checkpoint.timeout", "5m", "How long a checkpoint may take");
  private static final Setting<Integer> CHECKPOINT_TOLERATED =
      Setting.count(
          "checkpoint.tolerated-failures",
          3,
          "How many checkpoints may fail in a row before the job fails over");
  private static final Setting<Integer> PARALLEL_IO =
      Setting.positive(
          "sink.parallel-io", 8, "How many files or tables are closed or committed at a time");
  private static final Setting<Integer> COMMIT_TRIES =
      Setting.positive("commit.tries", 8, "How often a commit is tried before the job fails over");

  private static final Setting<Duration> COMMIT_STALL =
      Setting.duration(
          "commit.stall",
          "30s",
          "How long a completed checkpoint may stay uncommitted, at least three commit intervals,"
              + " before the job fails over");

  private static final Setting<FailPoints> FAIL_POINTS =
      new Setting<>(
          "fail.points",
          Optional.of(""),
          "For tests of faults: a folder whose files ask for one; empty for none",
          FailPoints::in);

  /** All settings, in the order of the documentation. */
  public static final List<Setting<?>> SETTINGS =
      List.of(
          DefinitionSource.FILE,
          DefinitionSource.NAME,
          BUS_VERSION,
          KAFKA_BOOTSTRAP,
          KAFKA_PROPERTIES,
          CATALOG_URI,
          CATALOG_TOKEN,
          CATALOG_WAREHOUSE,
          CATALOG_PROPERTIES,
          PARALLELISM,
          LOG_RETENTION,
          LOG_DISCOVERY,
          WITHOUT_STATE,
          CHECKPOINT_FOLDER,
          CHECKPOINT_TIMEOUT,
          CHECKPOINT_TOLERATED,
          PARALLEL_IO,
          COMMIT_TRIES,
          COMMIT_STALL,
          FAIL_POINTS);

  /** The configuration that the settings make. */
  public static JobConfig of(Settings settings) {
    Map<String, String> kafka = new LinkedHashMap<>(settings.get(KAFKA_PROPERTIES));
    kafka.put("bootstrap.servers", settings.get(KAFKA_BOOTSTRAP));
    Map<String, String> catalog = new LinkedHashMap<>(CATALOG_PATIENCE);
    catalog.putAll(settings.get(CATALOG_PROPERTIES));
    catalog.put("uri", settings.get(CATALOG_URI).toString());
    if (!settings.get(CATALOG_TOKEN).isEmpty()) {
      catalog.put("rest.auth.type", "oauth2");
      catalog.put("token", settings.get(CATALOG_TOKEN));
      // The token is a key that somebody made, not one that a login hands out for an hour.
      catalog.put("token-refresh-enabled", "false");
      // Never called; Iceberg warns where it is not said.
      catalog.put("oauth2-server-uri", settings.get(CATALOG_URI) + "/v1/oauth/tokens");
    }
    putUnlessEmpty(catalog, "warehouse", settings.get(CATALOG_WAREHOUSE));
    return new JobConfig(
        DefinitionSource.of(settings),
        settings.get(BUS_VERSION),
        kafka,
        catalog,
        settings.get(PARALLELISM),
        new Log(settings.get(LOG_RETENTION), settings.get(LOG_DISCOVERY)),
        settings.get(WITHOUT_STATE),
        new Checkpoints(
            settings.get(CHECKPOINT_FOLDER),
            settings.get(CHECKPOINT_TIMEOUT),
            settings.get(CHECKPOINT_TOLERATED)),
        new IcebergSink.Effort(
            settings.get(PARALLEL_IO),
            settings.get(COMMIT_TRIES),
            new CommitWatch.Patience(settings.get(COMMIT_STALL), settings.get(CHECKPOINT_TIMEOUT))),
        settings.get(FAIL_POINTS));
  }

  private static void putUnlessEmpty(Map<String, String> properties, String key, String value) {
    if (!value.isEmpty()) {
      properties.put(key, value);
    }
  }

  private static Setting<Map<String, String>> pairs(String key, String description) {
    return new Setting<>(key, Optional.of(""), description, JobConfig::parsePairs);
  }

  private static Map<String, String> parsePairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      } else if (!pair.isBlank()) {
        throw new IllegalArgumentException("'" + pair + "' is not of the form key=value");
      }
    }
    return pairs;
  }
}
