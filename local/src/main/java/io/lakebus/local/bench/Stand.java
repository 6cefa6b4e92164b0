// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.agent.Agent;
import io.lakebus.bench.echo.JavalinEcho;
import io.lakebus.bench.echo.JettyEcho;
import io.lakebus.bench.load.LoadMain;
import io.lakebus.bench.load.LoadPlan;
import io.lakebus.bench.perf.PerfTestMain;
import io.lakebus.bench.perf.Topics;
import io.lakebus.local.CommandFailure;
import io.lakebus.local.service.Gateway;
import io.lakebus.local.service.Kafka;
import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.JavaProgram;
import io.lakebus.local.stack.LiveDefinition;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Preflight;
import io.lakebus.local.stack.Probes;
import io.lakebus.local.stack.Service;
import io.lakebus.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
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
  private static final long PATIENCE_SECONDS = 120;

  /** The vendors' own virtual machine; it has the requests of all connections outside its heap. */
  private static final List<String> LOAD_JVM =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=256m");

  private final Stack stack;
  private final Service kafka;
  private final Service gateway;
  private final List<Service> echoes;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<Long> pids = new ArrayList<>();
  private final List<Subject> subjects = new ArrayList<>();

  private Stand(Stack stack) {
    ClassPaths classPaths = new ClassPaths(stack.project());
    Probes probes = new Probes();
    int free = stack.ports().gatewayAdmin() + 1;
    this.stack = stack;
    this.kafka = new Kafka(stack.home(), stack.links(), classPaths, probes);
    this.gateway = new Gateway(stack.bus(), stack.links(), classPaths, probes);
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
    List<Service> services = new ArrayList<>(List.of(kafka, gateway));
    services.addAll(echoes);
    List<String> problems = Preflight.problems(stack.home(), services, Set.of());
    if (!problems.isEmpty()) {
      throw new CommandFailure(
          String.join(System.lineSeparator(), problems)
              + System.lineSeparator()
              + "Nothing was started. --port-offset N shifts all ports.");
    }
    stack.bus().prepare();
    Started broker = start(kafka);
    List<Started> echoing = new ArrayList<>();
    for (Service echo : echoes) {
      echoing.add(start(echo));
    }
    broker.awaitReady();
    publish();
    Started ingest = start(gateway);
    for (Started echo : echoing) {
      echo.awaitReady();
    }
    ingest.awaitReady();
    Topics.bound(bootstrapServers(), topic());
    say.accept("broker, gateway and echoes are ready");
    makeSubjects(broker.pid(), ingest.pid(), echoing.stream().map(Started::pid).toList());
  }

  private void makeSubjects(long broker, long ingest, List<Long> echoing)
      throws IOException, InterruptedException {
    Agent load = agent("load", LOAD_JVM, LoadMain.class.getName(), List.of());
    Agent perfTest =
        agent(
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

  private Started start(Service service) throws IOException, InterruptedException {
    Started started = Started.start(service, stack.home());
    open.push(started);
    pids.add(started.pid());
    return started;
  }

  private Agent agent(String name, List<String> options, String program, List<String> arguments)
      throws IOException {
    ClassPaths classPaths = new ClassPaths(stack.project());
    JavaProgram java =
        new JavaProgram(name, classPaths.bench(), classPaths.archives(), options, program);
    ProcessBuilder builder = java.launch(stack.home(), arguments).in(stack.home().folder());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(stack.home().log(name).toFile()));
    Agent agent = new Agent(name, builder.start());
    open.push(agent);
    pids.add(agent.pid());
    return agent;
  }

  /** A broker that answers may not serve its topics yet. */
  private void publish() throws IOException, InterruptedException {
    long limit = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (true) {
      try {
        new LiveDefinition(stack).publishFile();
        return;
      } catch (IOException e) {
        if (System.nanoTime() > limit) {
          throw e;
        }
      }
    }
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
    return pids.stream().filter(other -> other != pid).toList();
  }

  /** How many records the gateway has written. */
  long records() throws IOException, InterruptedException {
    return Topics.end(bootstrapServers(), topic());
  }

  private String bootstrapServers() {
    return Ports.HOST + ":" + stack.ports().kafka();
  }

  private String topic() {
    return stack.bus().name() + ".events";
  }

  /** Ends everything, what was started last first. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a process does not end", e);
      }
    }
  }
}
