// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.agent.Agent;
import io.lakebus.bench.perf.Topics;
import io.lakebus.event.EventTopic;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.control.LiveDefinition;
import io.lakebus.local.control.Stack;
import io.lakebus.local.service.Gateway;
import io.lakebus.local.service.Kafka;
import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.JavaProgram;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Preflight;
import io.lakebus.local.stack.Probes;
import io.lakebus.local.stack.Service;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What every run stands on: a broker and a gateway as by {@code lakebus up}, the processes that are
 * started beside them, and their common end.
 */
final class Ground implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 120;

  /** The vendors' own virtual machine; it has the requests of all connections outside its heap. */
  private static final List<String> LOAD_JVM =
      Stream.concat(
              Stream.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=256m"),
              JavaProgram.USUAL_COMPILER.stream())
          .toList();

  private final Stack stack;
  private final Service kafka;
  private final Service gateway;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<Long> pids = new ArrayList<>();

  Ground(Stack stack) {
    ClassPaths classPaths = new ClassPaths(stack.project());
    Probes probes = new Probes();
    this.stack = stack;
    this.kafka = new Kafka(stack.home(), stack.links(), classPaths, probes);
    this.gateway = new Gateway(stack.bus(), stack.links(), classPaths, probes);
  }

  /**
   * Requires that nothing is in the way of a start.
   *
   * @param beside what is started beside the broker and the gateway
   * @throws CommandFailure if something is; nothing has been started
   */
  void check(List<Service> beside) {
    List<Service> services = new ArrayList<>(List.of(kafka, gateway));
    services.addAll(beside);
    List<String> problems = Preflight.problems(stack.home(), services, Set.of());
    if (!problems.isEmpty()) {
      throw new CommandFailure(
          String.join(System.lineSeparator(), problems)
              + System.lineSeparator()
              + "Nothing was started. --port-offset N shifts all ports.");
    }
  }

  /** Starts the broker; it may not be ready yet. */
  Started startBroker() throws IOException, InterruptedException {
    return start(kafka);
  }

  /** Starts the gateway, whose broker is ready, with the definition of the stack's file. */
  Started startGateway() throws IOException, InterruptedException {
    publish();
    return start(gateway);
  }

  /** Starts another service; it may not be ready yet. */
  Started start(Service service) throws IOException, InterruptedException {
    Started started = Started.start(service, stack.home());
    open.push(started);
    pids.add(started.pid());
    return started;
  }

  /** Starts an agent whose program sends. */
  Agent load(String name, String program) throws IOException {
    return agent(name, LOAD_JVM, program, List.of());
  }

  /** Starts an agent. */
  Agent agent(String name, List<String> options, String program, List<String> arguments)
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

  /** Lets the bus's topic, which the gateway has made, forget what is old. */
  void boundTopic() throws IOException, InterruptedException {
    Topics.bound(bootstrapServers(), topic());
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
    return EventTopic.name(stack.bus().name());
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
