// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.agent.Agent;
import io.lakebus.bench.agent.Fields;
import io.lakebus.bench.agent.Outcome;
import io.lakebus.bench.load.LoadPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What is measured: a process that does as much as it can, for a time. */
sealed interface Subject {

  /** What the report calls it. */
  String name();

  /** The process whose CPU time counts. */
  long pid();

  /** Measures it. The outcome has its CPU time, and behind it the broker's if it needs one. */
  Outcome saturate(LoadPlan.Span span) throws IOException, InterruptedException;

  /**
   * A server that events are posted to.
   *
   * @param target where they are posted
   * @param connections how many requests are under way at a time
   * @param pids its process, and behind it the broker's if it needs one
   * @param load who posts
   */
  record Server(String name, LoadPlan.Target target, int connections, List<Long> pids, Agent load)
      implements Subject {

    /** So many that a schedule is kept also while answers take long. */
    private static final int CONNECTIONS_OF_A_SCHEDULE = 256;

    /** Requests a second: a schedule has some in every block, however slow a server was. */
    private static final double SLOWEST = 10;

    public Server {
      pids = List.copyOf(pids);
    }

    @Override
    public long pid() {
      return pids.getFirst();
    }

    @Override
    public Outcome saturate(LoadPlan.Span span) throws IOException, InterruptedException {
      return run(new LoadPlan(target, connections, OptionalDouble.empty(), span, pids));
    }

    /** Posts so many events a second, by a fixed schedule. */
    Outcome steady(double events, LoadPlan.Span span) throws IOException, InterruptedException {
      double requests = Math.max(SLOWEST, events / target.batch());
      return run(
          new LoadPlan(target, CONNECTIONS_OF_A_SCHEDULE, OptionalDouble.of(requests), span, pids));
    }

    private Outcome run(LoadPlan plan) throws IOException, InterruptedException {
      return Outcome.of(load.ask(plan.fields()));
    }
  }

  /**
   * Kafka's performance test of the producer.
   *
   * @param agent runs it
   * @param broker the broker's process
   */
  record PerfTest(String name, Agent agent, long broker) implements Subject {

    @Override
    public long pid() {
      return agent.pid();
    }

    @Override
    public Outcome saturate(LoadPlan.Span span) throws IOException, InterruptedException {
      return Outcome.of(
          agent.ask(
              new Fields(
                  Map.of(
                      "time", Long.toString(span.time().toNanos()),
                      "broker", Long.toString(broker)))));
    }
  }
}
