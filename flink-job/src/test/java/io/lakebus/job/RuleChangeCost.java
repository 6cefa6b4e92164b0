// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.definition.DefinitionFiles;
import io.lakebus.definition.DefinitionLog;
import io.lakebus.definition.InMemoryDefinitionLog;
import io.lakebus.definition.LoggedDefinition;
import io.lakebus.job.commit.CommitWatch;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.PublishedBus;
import io.lakebus.job.route.Routed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Measures what a change of the rules costs the job while events flow: the longest time for which a
 * subtask takes no event into write, in the moments after a change and in moments without one. Then
 * looks at every row for the version that routed it. The whole job on Flink's mini cluster, with
 * the catalog service and Parquet files. Not a test: {@code scripts/rule-change-cost} runs it.
 * Arguments: how many changes of each kind, events a second, and a folder.
 */
final class RuleChangeCost {

  private static final String BUS = "measured";
  private static final int PARALLELISM = 2;
  private static final int OTHER_RULES = 50;
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(2);
  private static final long BUFFER_MILLIS = 1;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Also longer than a commit interval, so that each has a checkpoint in it. */
  private static final Duration MOMENT = Duration.ofMillis(2_500);

  private static final Duration WARM_UP = Duration.ofSeconds(20);

  /** What begins a moment. */
  private enum Kind {
    NOTHING("no change"),
    OTHER_TABLE("a rule goes to another table"),
    NEW_TABLE("a rule goes to a table that is not there yet");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  /** The log of definitions that this process has. */
  private record InMemory() implements PublishedBus.LogFactory {

    private static final long serialVersionUID = 1L;
    private static final InMemoryDefinitionLog LOG =
        new InMemoryDefinitionLog(InstantSource.system());

    @Override
    public DefinitionLog open(String bus) {
      return LOG;
    }
  }

  /** Notes when each event goes from route to write, in the thread of both. */
  private static final class Passing extends RichMapFunction<Routed, Routed> {

    private static final long serialVersionUID = 1L;
    private static final Map<Integer, Times> TIMES = new ConcurrentHashMap<>();
    private static final AtomicInteger STARTS = new AtomicInteger();

    private transient Times times;

    @Override
    public void open(OpenContext context) {
      STARTS.incrementAndGet();
      times =
          TIMES.computeIfAbsent(
              getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), subtask -> new Times());
    }

    @Override
    public Routed map(Routed routed) {
      times.add(System.nanoTime());
      return routed;
    }
  }

  /** Times in order. */
  private static final class Times {

    private final List<Long> nanos = new ArrayList<>();

    synchronized void add(long nanoTime) {
      nanos.add(nanoTime);
    }

    /** The longest time between two of them, of which one at least is in an interval. */
    synchronized long longestGap(long from, long to) {
      long longest = 0;
      for (int i = 1; i < nanos.size(); i++) {
        if (nanos.get(i) >= from && nanos.get(i - 1) < to) {
          longest = Math.max(longest, nanos.get(i) - nanos.get(i - 1));
        }
      }
      return longest;
    }
  }

  private record Moment(Kind kind, long from, long to) {}

  private final TestLake lake;
  private final Path folder;
  private final TestLog log = TestLog.create(BUS, PARALLELISM);
  private final Map<Integer, String> tableOfVersion = new HashMap<>();
  private final List<Moment> moments = new ArrayList<>();
  private int changes;

  private RuleChangeCost(TestLake lake, Path folder) {
    this.lake = lake;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[2]);
    try (TestLake lake = new TestLake(folder)) {
      new RuleChangeCost(lake, folder)
          .measure(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    }
    System.exit(0); // Flink's mini cluster leaves threads behind
  }

  private void measure(int rounds, int eventsPerSecond) throws Exception {
    publish("table0");
    JobClient job = start();
    Feeder feeder = new Feeder(log, eventsPerSecond);
    Thread feeding = Thread.ofPlatform().start(feeder);
    LockSupport.parkNanos(WARM_UP.toNanos());
    for (int round = 0; round < rounds; round++) {
      for (Kind kind : Kind.values()) {
        moment(kind);
      }
      System.err.printf("%d of %d rounds%n", round + 1, rounds);
    }
    feeder.stop();
    feeding.join();
    log.close();
    job.getJobExecutionResult().get();
    report(eventsPerSecond);
    reportRows(feeder.sent());
  }

  private void moment(Kind kind) throws Exception {
    long from = System.nanoTime();
    switch (kind) {
      case NOTHING -> {}
      case OTHER_TABLE -> publish(changes % 2 == 0 ? "other" : "another");
      case NEW_TABLE -> publish("table" + changes);
    }
    LockSupport.parkNanos(MOMENT.toNanos());
    moments.add(new Moment(kind, from, System.nanoTime()));
  }

  private void publish(String table) throws Exception {
    changes++;
    LoggedDefinition.Published published =
        InMemory.LOG.publish(DefinitionFiles.of("bus.yaml", definition(table)));
    tableOfVersion.put(published.version(), table);
  }

  private JobClient start() throws Exception {
    PublishedBus definition = PublishedBus.read(BUS, new InMemory());
    Path checkpoints = folder.resolve("checkpoints");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            PARALLELISM, JobWiring.flink(checkpoints, PARALLELISM, COMMIT_INTERVAL));
    env.setBufferTimeout(BUFFER_MILLIS); // events come as they are sent, not every 100 ms
    CommitWatch.Patience patience =
        new CommitWatch.Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));
    Pipeline.routed(env, new TestLogSource(BUS, Offsets.NONE), definition, JobWiring.LOG_RETENTION)
        .map(new Passing())
        .returns(Routed.TYPE)
        .sinkTo(
            new IcebergSink(
                lake.lake(),
                definition,
                BUS + ".events",
                Optional.of(Offsets.NONE),
                new IcebergSink.Effort(4, 5, patience)))
        .uid("sink");
    return env.executeAsync(BUS);
  }

  private static String definition(String table) {
    String others =
        IntStream.range(0, OTHER_RULES)
            .mapToObj(
                i ->
                    "  other%d: { pattern: { \"detail-type\": [{ \"prefix\": \"other%d.\" }] }, table: cat%d }\n"
                        .formatted(i, i, i))
            .collect(Collectors.joining());
    return """
    bus: %s
    max-tables: 10000
    vendors:
      statsfeed:
        keys:
          - sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    rules:
      moved:
        pattern: { "detail-type": ["match.score"] }
        transform: { jsonata: '{ "number": n, "target": "%s" }' }
        table: %s
    %s
    commit: { interval: %dms }
    """
        .formatted(BUS, table, table, others, COMMIT_INTERVAL.toMillis());
  }

  private void report(int eventsPerSecond) {
    System.out.printf(
        "At %d events a second, %d subtasks, %d rules, commits each %d ms; the job was started"
            + " %d time(s).%n%n",
        eventsPerSecond,
        PARALLELISM,
        OTHER_RULES + 1,
        COMMIT_INTERVAL.toMillis(),
        Passing.STARTS.get() / PARALLELISM);
    System.out.println("| in a moment with | moments | longest pause, ms: p50 | p90 | max |");
    System.out.println("|---|---|---|---|---|");
    Map<Kind, List<Long>> pauses = new EnumMap<>(Kind.class);
    for (Moment moment : moments) {
      for (Times times : Passing.TIMES.values()) {
        pauses
            .computeIfAbsent(moment.kind(), kind -> new ArrayList<>())
            .add(times.longestGap(moment.from(), moment.to()));
      }
    }
    pauses.forEach(
        (kind, gaps) -> {
          gaps.sort(null);
          System.out.printf(
              Locale.ROOT,
              "| %s | %d | %.1f | %.1f | %.1f |%n",
              kind.title,
              gaps.size() / PARALLELISM,
              millis(gaps, 0.5),
              millis(gaps, 0.9),
              millis(gaps, 1));
        });
  }

  private static double millis(List<Long> sorted, double share) {
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)) / NANOS_PER_MILLI;
  }

  /** Each row must be in the table, and have the content, that the version it carries says. */
  private void reportRows(int sent) throws Exception {
    int rows = 0;
    int wrong = 0;
    for (String table : tableOfVersion.values().stream().distinct().toList()) {
      if (!lake.catalog().tableExists(TableIdentifier.of(BUS, table))) {
        continue;
      }
      for (List<Object> row : lake.rows(BUS, table, "_bus_version", "target")) {
        rows++;
        String wanted = tableOfVersion.get(((Number) row.getFirst()).intValue());
        if (!table.equals(wanted) || !table.equals(row.get(1))) {
          wrong++;
        }
      }
    }
    System.out.printf(
        "%n%d events, %d rows under %d versions; %d of them not by the version that they carry.%n",
        sent, rows, tableOfVersion.size(), wrong);
    if (wrong > 0 || rows != sent) {
      System.exit(1);
    }
  }

  /** Appends events at a steady rate, however the job keeps up. */
  private static final class Feeder implements Runnable {

    private final TestLog log;
    private final long pauseNanos;
    private int sent;
    private volatile boolean stopped;

    Feeder(TestLog log, int eventsPerSecond) {
      this.log = log;
      this.pauseNanos = Duration.ofSeconds(1).toNanos() / eventsPerSecond;
    }

    @Override
    public void run() {
      long begin = System.nanoTime();
      while (!stopped) {
        log.append("event-" + sent, "match.score", "{\"n\":" + sent + "}");
        sent++;
        LockSupport.parkNanos(begin + sent * pauseNanos - System.nanoTime());
      }
    }

    void stop() {
      stopped = true;
    }

    /** How many it has sent, once its thread has ended. */
    int sent() {
      return sent;
    }
  }
}
