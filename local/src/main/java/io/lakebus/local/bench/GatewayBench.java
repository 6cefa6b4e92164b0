// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.agent.Outcome;
import io.lakebus.bench.measure.Block;
import io.lakebus.bench.measure.Latency;
import io.lakebus.bench.measure.Rounds;
import io.lakebus.bench.measure.Series;
import io.lakebus.bench.profile.Profile;
import io.lakebus.bench.report.Comparison;
import io.lakebus.bench.report.GatewayReport;
import io.lakebus.bench.report.LatencyLine;
import io.lakebus.bench.report.ProfileSection;
import io.lakebus.local.control.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** One run: everything is started, measured in turns, and ended. */
final class GatewayBench {

  private static final double AIM_OF_SINGLE_EVENTS = 0.6;
  private static final double AIM_OF_BATCHES = 0.5;

  /** Of what the gateway can do: the load under which latency is measured. */
  private static final double STEADY_SHARE = 0.5;

  private static final int TRIES = 5;

  private static final List<String> OF_THE_GATEWAY = List.of(Stand.GATEWAY, Stand.GATEWAY_BATCHES);

  private final Stack stack;
  private final BenchPlan plan;
  private final PrintWriter out;
  private long accepted;
  private long failed;

  GatewayBench(Stack stack, BenchPlan plan, PrintWriter out) {
    this.stack = stack;
    this.plan = plan;
    this.out = out;
  }

  /** Does it all, and leaves nothing running. */
  Bench.Result run() throws IOException, InterruptedException {
    Host host = Host.begin(stack);
    Processors processors = Processors.find();
    say("starting");
    try (Stand stand = Stand.start(stack, this::say)) {
      for (int i = 1; i <= plan.warmUp(); i++) {
        say("warm-up " + i + " of " + plan.warmUp());
        round(stand, processors, i);
      }
      Map<String, Series<Block>> series = throughput(stand, processors);
      List<LatencyLine> latencies = latencies(stand, processors, series);
      List<ProfileSection> profiles = profiles(stand, processors, series);
      long records = stand.records();
      boolean right = records >= accepted && records <= accepted + failed;
      List<Map.Entry<String, String>> facts = new ArrayList<>();
      facts.add(Map.entry("command", "`" + plan.command() + "`"));
      facts.addAll(host.facts());
      facts.addAll(setting(processors));
      facts.add(Map.entry("the log", log(records, right)));
      say("ending");
      return new Bench.Result(report(facts, series, latencies, profiles).lines(), right);
    }
  }

  private Map<String, Series<Block>> throughput(Stand stand, Processors processors)
      throws IOException, InterruptedException {
    Map<String, List<Block>> blocks = new LinkedHashMap<>();
    stand.subjects().forEach(subject -> blocks.put(subject.name(), new ArrayList<>()));
    for (int round = 0; round < plan.blocks(); round++) {
      say("round " + (round + 1) + " of " + plan.blocks());
      round(stand, processors, round).forEach((name, block) -> blocks.get(name).add(block));
    }
    Map<String, Series<Block>> series = new LinkedHashMap<>();
    blocks.forEach((name, all) -> series.put(name, new Series<>(name, all)));
    return series;
  }

  private Map<String, Block> round(Stand stand, Processors processors, int round)
      throws IOException, InterruptedException {
    Map<String, Block> blocks = new LinkedHashMap<>();
    List<Subject> subjects = stand.subjects();
    for (int number : new Rounds(subjects.size()).order(round)) {
      Subject subject = subjects.get(number);
      processors.separate(round, subject.pid(), stand.allBut(subject.pid()));
      Block block = block(subject);
      say(
          String.format(
              Locale.ROOT,
              "  %-34s %,9.0f events per CPU-second, %,9.0f events per second",
              subject.name(),
              block.eventsPerCpuSecond(),
              block.eventsPerSecond()));
      blocks.put(subject.name(), block);
    }
    return blocks;
  }

  /** A server that has hardly run yet may do nothing in a short block, of which nothing follows. */
  private Block block(Subject subject) throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      Block block = Block.of(count(subject, subject.saturate(plan.span())));
      if (block.events() > 0) {
        return block;
      }
    }
    throw new IOException(subject.name() + " does nothing in " + TRIES + " blocks");
  }

  /** What the gateway accepts must be in the log in the end. */
  private Outcome count(Subject subject, Outcome outcome) {
    if (OF_THE_GATEWAY.contains(subject.name())) {
      accepted += outcome.accepted();
      failed += outcome.failed();
    }
    return outcome;
  }

  /** All servers of single events have the same load, so that their latencies compare. */
  private List<LatencyLine> latencies(
      Stand stand, Processors processors, Map<String, Series<Block>> series)
      throws IOException, InterruptedException {
    Map<String, String> paces = new LinkedHashMap<>();
    paces.put(Stand.GATEWAY, Stand.GATEWAY);
    paces.put(Stand.JETTY, Stand.GATEWAY);
    paces.put(Stand.JAVALIN, Stand.GATEWAY);
    paces.put(Stand.GATEWAY_BATCHES, Stand.GATEWAY_BATCHES);
    Map<String, LatencyLine> lines = new LinkedHashMap<>();
    for (int round = 0; round < plan.latencyBlocks(); round++) {
      say("latency, round " + (round + 1) + " of " + plan.latencyBlocks());
      for (Map.Entry<String, String> pace : paces.entrySet()) {
        double rate =
            STEADY_SHARE * series.get(pace.getValue()).of(Block::eventsPerSecond).median();
        Subject.Server server = stand.server(pace.getKey());
        processors.separate(round, server.pid(), stand.allBut(server.pid()));
        Outcome outcome = count(server, server.steady(rate, plan.span()));
        Latency latency = Latency.of(outcome.latency());
        say(
            String.format(
                Locale.ROOT,
                "  %-34s p50 %.2f ms, p99 %.2f ms at %,.0f events per second",
                server.name(),
                latency.percentile(50).toNanos() / 1e6,
                latency.percentile(99).toNanos() / 1e6,
                rate));
        lines.merge(
            server.name(),
            new LatencyLine(server.name(), rate, outcome.failed(), latency),
            LatencyLine::plus);
      }
    }
    return List.copyOf(lines.values());
  }

  private List<ProfileSection> profiles(
      Stand stand, Processors processors, Map<String, Series<Block>> series)
      throws IOException, InterruptedException {
    List<ProfileSection> profiles = new ArrayList<>();
    for (String name : OF_THE_GATEWAY) {
      say("profile: " + name);
      Subject.Server server = stand.server(name);
      processors.separate(0, server.pid(), stand.allBut(server.pid()));
      Profile profile =
          new FlightRecorder(server.pid(), stack.home().log("jcmd"))
              .profile(
                  stack.home().folder().resolve("profile-" + profiles.size() + ".jfr"),
                  () -> count(server, server.saturate(plan.span())));
      double micros = series.get(name).of(block -> 1e6 / block.eventsPerCpuSecond()).median();
      profiles.add(new ProfileSection(name, profile, micros));
    }
    return profiles;
  }

  private List<Map.Entry<String, String>> setting(Processors processors) {
    return List.of(
        Map.entry(
            "blocks",
            String.format(
                Locale.ROOT,
                "%d of %.1f s for each, after %d that do not count; each begins %.1f s before it is"
                    + " measured",
                plan.blocks(),
                plan.time().toMillis() / 1e3,
                plan.warmUp(),
                plan.span().lead().toMillis() / 1e3)),
        Map.entry(
            "processors",
            processors.canSeparate()
                ? "what is measured has one of its own, all others have the rest; they change roles"
                    + " after each round"
                : "everything runs where the system lets it run"));
  }

  private String log(long records, boolean right) {
    return String.format(
        Locale.ROOT,
        "%s%,d events were accepted by the gateway, %,d failed, and Kafka has %,d",
        right ? "" : "**wrong**: ",
        accepted,
        failed,
        records);
  }

  private static GatewayReport report(
      List<Map.Entry<String, String>> facts,
      Map<String, Series<Block>> series,
      List<LatencyLine> latencies,
      List<ProfileSection> profiles) {
    return new GatewayReport(
        facts,
        List.copyOf(series.values()),
        List.of(
            compare(series, Stand.GATEWAY, Stand.JETTY, OptionalDouble.of(AIM_OF_SINGLE_EVENTS)),
            compare(series, Stand.GATEWAY, Stand.JAVALIN, OptionalDouble.empty()),
            compare(
                series, Stand.GATEWAY_BATCHES, Stand.PERF_TEST, OptionalDouble.of(AIM_OF_BATCHES))),
        compare(series, Stand.JETTY_AGAIN, Stand.JETTY, OptionalDouble.empty()),
        latencies,
        profiles);
  }

  private static Comparison compare(
      Map<String, Series<Block>> series, String one, String other, OptionalDouble aim) {
    return new Comparison(
        one + " / " + other,
        series.get(one).ratio(series.get(other), Block::eventsPerCpuSecond),
        aim);
  }

  private void say(String text) {
    out.println(text);
    out.flush();
  }
}
