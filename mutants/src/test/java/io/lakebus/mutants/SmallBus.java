// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.bus.Bus;
import io.lakebus.config.Settings;
import io.lakebus.event.EventTopic;
import io.lakebus.gateway.Gateway;
import io.lakebus.gateway.GatewayConfig;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.bus.BusInForce;
import io.lakebus.gateway.secret.SystemSecrets;
import io.lakebus.job.IcebergSink;
import io.lakebus.job.commit.CommitWatch;
import io.lakebus.job.commit.IcebergTableCommits;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.BusFiles;
import io.lakebus.job.route.BusSupplier;
import io.lakebus.local.Lakebus;
import io.lakebus.local.check.CheckReport;
import io.lakebus.local.check.Disturbances;
import io.lakebus.local.check.IcebergTables;
import io.lakebus.local.check.Lake;
import io.lakebus.local.check.Oracle;
import io.lakebus.local.check.Outage;
import io.lakebus.local.check.Patience;
import io.lakebus.local.check.Reader;
import io.lakebus.local.check.Run;
import io.lakebus.route.TableId;
import io.lakebus.testing.Await;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.Table;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** A whole bus, from the vendor's HTTP call to the tables, made of given parts. */
final class SmallBus implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SmallBus.class);

  private static final String VENDOR = "statsfeed";
  private static final int PARTITIONS = 2;
  private static final Duration CHECKPOINTS = Duration.ofMillis(200);
  private static final Duration RECOVERY = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Operators make their own, in this JVM, and find them by the bus's name. */
  private static final Map<String, Plan> PLANS = new ConcurrentHashMap<>();

  private final Ground ground;
  private final String name;
  private final Parts parts;
  private final Path folder;
  private final Bus bus;
  private final Plan plan = new Plan();
  private final Lake lake;
  private final IcebergTables tables;
  private final Reader reader;
  private final List<Path> journals = Collections.synchronizedList(new ArrayList<>());
  private final List<Outage> outages = Collections.synchronizedList(new ArrayList<>());
  private final List<Runnable> running = new ArrayList<>();
  private Optional<JobClient> job = Optional.empty();
  private URI gateway = URI.create("http://127.0.0.1:0");

  SmallBus(Ground ground, String name, Parts parts) throws IOException {
    this.ground = ground;
    this.name = name;
    this.parts = parts;
    this.folder = ground.folder(name);
    this.bus = BusFiles.of(Definition.create(name, TestBus.sha256(TestBus.KEY)), 1).bus();
    PLANS.put(name, plan);
    this.tables =
        new IcebergTables(
            ground.lake().lake().open(), VENDOR, TableId.archive(bus), TableId.quarantine(bus));
    this.lake = new Lake(bus, VENDOR, Optional.empty(), tables);
    this.reader = Reader.start(lake, Duration.ofMillis(50));
  }

  private String topic() {
    return EventTopic.name(name);
  }

  Ground ground() {
    return ground;
  }

  String name() {
    return name;
  }

  /** What happens around commits. */
  Plan plan() {
    return plan;
  }

  /** Starts a gateway in this JVM; from now on events go to it. */
  void startGateway() {
    GatewayConfig config = GatewayConfig.of(Settings.of(gatewaySettings(), GatewayConfig.SETTINGS));
    Gateway started =
        new Gateway(
            config,
            BusInForce.of(() -> bus),
            parts.log().apply(topic(), config.kafka()),
            new SystemSecrets(System.getenv()),
            InstantSource.system());
    running.add(started::close);
    Await.until(Duration.ofSeconds(60), started::isReady);
    gateway = URI.create("http://127.0.0.1:" + started.port());
  }

  /** Starts a gateway as a process of its own; from now on events go to it. */
  GatewayProgram startGatewayProgram() throws IOException {
    Path definition = Files.writeString(folder.resolve("bus.yaml"), Definition.of(name));
    List<String> settings = new ArrayList<>();
    gatewaySettings().forEach((key, value) -> settings.add("--" + key + "=" + value));
    settings.removeIf(setting -> setting.startsWith("--bus.definition="));
    settings.add("--bus.definition=" + definition);
    GatewayProgram program =
        GatewayProgram.start(parts.gatewayMain(), folder.resolve("gateway.log"), settings);
    running.add(program::close);
    gateway = program.uri();
    return program;
  }

  /** It believes in its broker for a minute: what a broker that hangs does to it is seen. */
  private Map<String, String> gatewaySettings() {
    return Map.of(
        "bus.definition", "unused",
        "http.port", "0",
        "admin.port", "0",
        "http.stop-timeout", "1s",
        "kafka.bootstrap-servers", ground.broker().address(),
        "kafka.partitions", Integer.toString(PARTITIONS),
        "kafka.check-interval", "60s");
  }

  /** Starts the job; until its first commit nothing can be visible. */
  void startJob() throws Exception {
    BusSupplier definition = parts.definition().apply(Definition.of(name));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PARTITIONS, flink());
    String busName = name;
    Parts.CommitsAround mutated = parts.commits();
    SmallPipeline.define(
        env,
        parts.source().of(ground.broker().address(), topic()),
        new IcebergSink(
                ground.lake().lake(),
                definition,
                topic(),
                Optional.of(Offsets.NONE),
                new IcebergSink.Effort(4, 5, new CommitWatch.Patience(PATIENCE, PATIENCE)))
            .committingBy(
                (catalog, archive, parallel, failPoints) ->
                    mutated.of(
                        PLANS
                            .get(busName)
                            .around(
                                new IcebergTableCommits(catalog, archive, parallel, failPoints)),
                        catalog)),
        definition,
        parts);
    Instant from = Instant.now();
    job = Optional.of(env.executeAsync("small bus " + name));
    outages.add(new Outage("the job starts", from, Instant.now()));
  }

  private Configuration flink() {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    flink.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
    return flink;
  }

  /** A fault is at work from the first moment to the second. */
  void outage(String fault, Instant from, Instant to) {
    outages.add(new Outage(fault, from, to));
  }

  /** A fault is at work at this moment. */
  void fault(String fault) {
    Instant now = Instant.now();
    outages.add(new Outage(fault, now, now));
  }

  /** Sends events by {@code lakebus send}, which writes a journal of its own each time. */
  void send(Events events, String... options) {
    Path file = folder.resolve("events-" + journals.size() + ".ndjson");
    Path journal = folder.resolve("journal-" + journals.size() + ".ndjson");
    journals.add(journal);
    try {
      Files.write(file, events.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "send",
                file.toString(),
                "--url=" + gateway,
                "--key=" + TestBus.KEY,
                "--vendor=" + VENDOR,
                "--journal=" + journal));
    arguments.addAll(List.of(options));
    StringWriter said = new StringWriter();
    CommandLine lakebus =
        Lakebus.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    lakebus.execute(arguments.toArray(String[]::new));
    if (!Files.exists(journal)) {
      throw new IllegalStateException(said.toString());
    }
  }

  /**
   * Waits until a checkpoint is complete that has everything that is in the log now; returns at
   * once when the job has failed for good.
   */
  void awaitCheckpoint() {
    Map<TopicPartition, Long> ends = ground.ends(topic());
    Await.until(PATIENCE, () -> jobHasEnded() || ground.isRead(topic(), ends));
  }

  private boolean jobHasEnded() {
    try {
      return job.orElseThrow().getJobStatus().get().isGloballyTerminalState();
    } catch (ExecutionException | IllegalStateException e) {
      return true; // its cluster ends with it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The bus's tables, for maintenance. */
  List<Table> allTables() {
    return tables.in(name).stream().map(id -> ground.lake().table(name, id.name())).toList();
  }

  /** Removes a table's old snapshots. */
  void expire(Table table) {
    parts.expiry().expire(table, name);
  }

  /** Sends some last events, lets the job end in good order, and judges what is there. */
  CheckReport check() throws Exception {
    send(new Events("last", 50), "--retry-for=60s");
    awaitCheckpoint();
    stop();
    Run run =
        Run.of(bus, VENDOR, new Run.Sent(journals, 0, List.of()))
            .with(new Disturbances(outages, RECOVERY))
            .with(reader.stop());
    return Oracle.of(run, message -> {}).check(lake, Patience.NONE);
  }

  /** A savepoint takes what has been read along, and all of it is committed before it is ready. */
  private void stop() {
    job.ifPresent(
        one -> {
          try {
            String savepoint =
                one.stopWithSavepoint(
                        false,
                        folder.resolve("savepoints").toUri().toString(),
                        SavepointFormatType.CANONICAL)
                    .get();
            LOG.info("{} has ended with {}", name, savepoint);
          } catch (ExecutionException | IllegalStateException hasFailed) {
            LOG.info("{} has failed", name, hasFailed);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    job = Optional.empty();
    running.reversed().forEach(Runnable::run);
    running.clear();
  }

  @Override
  public void close() throws IOException {
    stop();
    lake.close();
  }
}
