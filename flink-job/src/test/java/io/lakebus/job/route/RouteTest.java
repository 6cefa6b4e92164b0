// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.bus.Bus;
import io.lakebus.definition.DefinitionFiles;
import io.lakebus.definition.DefinitionLog;
import io.lakebus.definition.InMemoryDefinitionLog;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.Reason;
import io.lakebus.job.decode.Item;
import io.lakebus.job.log.LogRecord;
import io.lakebus.route.Row;
import io.lakebus.testing.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import static org.assertj.core.api.Assertions.assertThat;

/** The operator route by definitions that are published while it runs. */
class RouteTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  /** The logs that operators open, by the tests' names. */
  private static final Map<String, DefinitionLog> LOGS = new ConcurrentHashMap<>();

  private record OfTest(String test) implements PublishedBus.LogFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public DefinitionLog open(String bus) {
      return LOGS.get(test);
    }
  }

  private OfTest logs;
  private InMemoryDefinitionLog log;
  private OneInputStreamOperatorTestHarness<Item, Routed> route;
  private int version;

  @BeforeEach
  void makeLog(TestInfo test) {
    logs = new OfTest(test.getDisplayName());
    log = new InMemoryDefinitionLog(InstantSource.fixed(NOW));
    LOGS.put(logs.test(), log);
  }

  @AfterEach
  void close() throws Exception {
    if (route != null) {
      route.close();
    }
    assertThat(followers()).as("followers that are left").isZero();
    LOGS.remove(logs.test());
  }

  private static long followers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("definition-sports"))
        .count();
  }

  private static String toTable(String table) {
    return "{ bus: sports, rules: { r: { pattern: { source: [{ exists: true }] }, table: "
        + table
        + " } } }";
  }

  private void publish(String yaml) throws Exception {
    version = log.publish(DefinitionFiles.of("bus.yaml", yaml)).version();
  }

  private OneInputStreamOperatorTestHarness<Item, Routed> open(BusSupplier definition)
      throws Exception {
    OneInputStreamOperatorTestHarness<Item, Routed> harness =
        new OneInputStreamOperatorTestHarness<>(new StreamMap<>(new Route(definition)));
    harness.open();
    return harness;
  }

  private void start() throws Exception {
    route = open(PublishedBus.read("sports", logs));
  }

  private Routed process(Item item) {
    return process(route, item);
  }

  private static Routed process(
      OneInputStreamOperatorTestHarness<Item, Routed> harness, Item item) {
    try {
      harness.getOutput().clear();
      harness.processElement(item, 0);
      return harness.extractOutputValues().getFirst();
    } catch (Exception e) { // what a harness declares
      throw new IllegalStateException(e);
    }
  }

  /** The table and the version of the event's row. */
  private String rowOf(String id) {
    Routed.Rows routed = (Routed.Rows) process(event(id));
    List<Row> rows = routed.routing().rows();
    return (rows.isEmpty() ? "none" : rows.getFirst().table().name()) + " v" + routed.version();
  }

  private static Item event(String id) {
    return new Item.Accepted(
        new Event(
            id,
            "s",
            "t",
            "v",
            NOW,
            NOW,
            List.of(),
            Map.of(),
            "{}".getBytes(StandardCharsets.UTF_8)),
        0,
        1,
        0);
  }

  @Test
  void eachRowCarriesTheVersionThatRoutedIt() throws Exception {
    publish(toTable("one"));
    start();
    assertThat(rowOf("a")).isEqualTo("one v1");

    publish(toTable("two"));
    List<String> rows = new ArrayList<>();
    Await.until(
        PATIENCE,
        () -> {
          rows.add(rowOf("b"));
          return rows.getLast().endsWith("v2");
        });

    assertThat(rows).isSubsetOf("one v1", "two v2");
    assertThat(rowOf("c")).isEqualTo("two v2");
  }

  @Test
  void theVersionIsThatOfTheRulesAlsoWhileThoseOfTheNextAreCompiled() throws Exception {
    SettableBus compiled = new SettableBus(toTable("one"));
    VersionedBus next = new VersionedBus(2, BusFiles.of(toTable("two"), 2).bus());
    route = open(new BeingCompiled(compiled, next));

    assertThat(rowOf("a")).isEqualTo("one v1");
  }

  /** A newer definition is in force than the one that listeners have been told of. */
  private record BeingCompiled(SettableBus compiled, VersionedBus next) implements BusSupplier {

    private static final long serialVersionUID = 1L;

    @Override
    public Bus bus() {
      return compiled.current().bus();
    }

    @Override
    public int version() {
      return compiled.current().version();
    }

    @Override
    public BusInForce open() {
      return new BusInForce() {
        @Override
        public VersionedBus current() {
          return next;
        }

        @Override
        public void subscribe(Consumer<VersionedBus> listener) {
          compiled.subscribe(listener);
        }

        @Override
        public void close() {
          compiled.close();
        }
      };
    }
  }

  @Test
  void aDeadLetterFromBeforeRouteCarriesTheVersionInForce() throws Exception {
    publish(toTable("one"));
    publish(toTable("two"));
    start();
    Item.Dead dead =
        new Item.Dead(
            DeadLetter.of(Reason.MALFORMED_JSON, "bad"),
            new LogRecord(new byte[0], List.of(), new byte[0], 0, 1, 0));

    assertThat(process(dead)).usingRecursiveComparison().isEqualTo(new Routed.Dead(dead, 2));
  }

  @Test
  void aStartGoesOnByTheNewestAlsoWhereTheJobWasStartedByAnOlder() throws Exception {
    publish(toTable("one"));
    BusSupplier submitted = PublishedBus.read("sports", logs);
    publish(toTable("two"));
    route = open(submitted);

    assertThat(rowOf("a")).isEqualTo("two v2");
  }

  @Test
  void aSecondSubtaskKnowsWhatWasPublishedBeforeItsStart() throws Exception {
    LOGS.put(logs.test(), new LateLog(log));
    publish(toTable("one"));
    BusSupplier submitted = PublishedBus.read("sports", logs);
    route = open(submitted);
    for (int i = 0; i < 20; i++) {
      publish(toTable("t" + i));
      OneInputStreamOperatorTestHarness<Item, Routed> second = open(submitted);
      assertThat(followers()).isEqualTo(1);
      assertThat(versionOf(second)).isEqualTo(version);
      second.close();
    }
    Await.until(PATIENCE, () -> versionOf(route) == version);
  }

  private static int versionOf(OneInputStreamOperatorTestHarness<Item, Routed> harness) {
    return ((Routed.Rows) process(harness, event("x"))).version();
  }

  @Test
  void aWrongDefinitionChangesNothing() throws Exception {
    publish(toTable("one"));
    start();
    publish("{ bus: sports, rulez: {} }");
    publish("bus: opera");
    publish("{ bus: sports }");
    Set<Integer> versions = new HashSet<>();
    Await.until(
        PATIENCE,
        () -> {
          versions.add(versionOf(route));
          return versions.contains(4);
        });

    assertThat(versions).isSubsetOf(1, 4);
    assertThat(rowOf("a")).isEqualTo("none v4");
  }

  @Test
  void theJobsOwnTablesStayThoseThatItWasStartedWith() throws Exception {
    publish(toTable("one"));
    start();
    publish(
        """
        bus: sports
        archive: { table: log }
        rules:
          free: { pattern: { source: [{ exists: true }] }, table: events }
        """);
    Await.until(PATIENCE, () -> versionOf(route) == 2);

    Routed.Rows routed = (Routed.Rows) process(event("a"));
    assertThat(routed.routing().rows()).isEmpty();
    assertThat(routed.routing().deadLetters())
        .containsExactly(
            DeadLetter.ofRule(
                Reason.INVALID_TABLE_NAME,
                "free",
                "the table sports.events is one that the bus keeps for itself"));
  }

  @Test
  void aFileStaysInForce() throws Exception {
    route = open(BusFiles.of(toTable("one"), 9));

    assertThat(rowOf("a")).isEqualTo("one v9");
  }
}
