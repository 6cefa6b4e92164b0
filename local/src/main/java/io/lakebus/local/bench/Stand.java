// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.agent.Agent;
import io.lakebus.bench.echo.JavalinEcho;
import io.lakebus.bench.echo.JettyEcho;
import io.lakebus.bench.load.LoadMain;
import io.lakebus.bench.load.LoadPlan;
import io.lakebus.bench.perf.PerfTestMain;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.control.Stack;
import io.lakebus.local.service.Gateway;
import io.lakebus.local.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Everything that a run needs, as processes, ready for it; closing ends them all. */
final class Stand implements AutoCloseable {

  static final String JETTY = "bare Jetty echo";
  static final String JETTY_AGAIN = "bare Jetty echo, another process";
  static final String JAVALIN = "bare Javalin echo";
  static final String GATEWAY = "gateway, single events";
  static final String GATEWAY_BATCHES = "gateway, batches of 100";
  static final String PERF_TEST = "producer-perf-test";

  private static final String PERF_TEST_TOPIC = "bench.perf-test";
  private static final int BATCH = 100;

  /** So many that waiting for Kafka, some milliseconds for each, is not what bounds the rate. */
  private static final int CONNECTIONS = 256;

  private static final int CONNECTIONS_OF_BATCHES = 16;

  private final Stack stack;
  private final Ground ground;
  private final List<Service> echoes;
  private final List<Subject> subjects = new ArrayList<>();

  private Stand(Stack stack) {
    int free = stack.ports().gatewayAdmin() + 1;
    this.stack = stack;
    this.ground = new Ground(stack);
    this.echoes =
        List.of(
            new EchoService(stack, "jetty-echo", JettyEcho.class.getName(), free),
            new EchoService(stack, "jetty-echo-2", JettyEcho.class.getName(), free + 1),
            new EchoService(stack, "javalin-echo", JavalinEcho.class.getName(), free + 2));
  }

  /**
   * Starts it all.
   *
   * @param say told what is ready
   * @throws CommandFailure if it cannot start; then nothing is left running
   */
  static Stand start(Stack stack, Consumer<String> say) throws IOException, InterruptedException {
    Stand stand = new Stand(stack);
    try {
      stand.start(say);
      return stand;
    } catch (IOException | InterruptedException | RuntimeException e) {
      stand.close();
      throw e;
    }
  }

  private void start(Consumer<String> say) throws IOException, InterruptedException {
    ground.check(echoes);
    stack.bus().prepare();
    Started broker = ground.startBroker();
    List<Started> echoing = new ArrayList<>();
    for (Service echo : echoes) {
      echoing.add(ground.start(echo));
    }
    broker.awaitReady();
    Started ingest = ground.startGateway();
    for (Started echo : echoing) {
      echo.awaitReady();
    }
    ingest.awaitReady();
    ground.boundTopic();
    say.accept("broker, gateway and echoes are ready");
    makeSubjects(broker.pid(), ingest.pid(), echoing.stream().map(Started::pid).toList());
  }

  private void makeSubjects(long broker, long ingest, List<Long> echoing)
      throws IOException, InterruptedException {
    Agent load = ground.load("load", LoadMain.class.getName());
    Agent perfTest =
        ground.agent(
            "perf-test",
            Gateway.JVM,
            PerfTestMain.class.getName(),
            List.of(
                Gateway.settings(stack.home()).toString(),
                PERF_TEST_TOPIC,
                stack.home().etc().resolve("events.ndjson").toString()));
    String key = Files.readString(stack.home().demoKey()).strip();
    List<Long> pair = List.of(ingest, broker);
    int port = stack.ports().gateway();
    subjects.add(server(GATEWAY, new LoadPlan.Target(port, key, 1), pair, load));
    subjects.add(echo(JETTY, 0, key, echoing, load));
    subjects.add(echo(JETTY_AGAIN, 1, key, echoing, load));
    subjects.add(echo(JAVALIN, 2, key, echoing, load));
    subjects.add(server(GATEWAY_BATCHES, new LoadPlan.Target(port, key, BATCH), pair, load));
    subjects.add(new Subject.PerfTest(PERF_TEST, perfTest, broker));
  }

  private Subject echo(String name, int number, String key, List<Long> echoing, Agent load) {
    int port = echoes.get(number).ports().getFirst();
    return server(name, new LoadPlan.Target(port, key, 1), List.of(echoing.get(number)), load);
  }

  private static Subject server(String name, LoadPlan.Target target, List<Long> pids, Agent load) {
    int connections = target.batch() == 1 ? CONNECTIONS : CONNECTIONS_OF_BATCHES;
    return new Subject.Server(name, target, connections, pids, load);
  }

  /** What is measured: neighbours are compared. */
  List<Subject> subjects() {
    return List.copyOf(subjects);
  }

  /** The subject of this name, which is a server. */
  Subject.Server server(String name) {
    return subjects.stream()
        .filter(Subject.Server.class::isInstance)
        .map(Subject.Server.class::cast)
        .filter(subject -> subject.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Every process but this one. */
  List<Long> allBut(long pid) {
    return ground.allBut(pid);
  }

  /** How many records the gateway has written. */
  long records() throws IOException, InterruptedException {
    return ground.records();
  }

  /** Ends everything, what was started last first. */
  @Override
  public void close() {
    ground.close();
  }
}
