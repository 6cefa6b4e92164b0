// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.measure.Rounds;
import io.lakebus.bench.measure.Series;
import io.lakebus.bench.measure.SharedBlock;
import io.lakebus.bench.report.NeighboursReport;
import io.lakebus.local.control.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run: a good vendor is measured by itself and beside bad ones, in turns. */
final class NeighboursBench {

  /** The promise: a neighbour raises nobody's p99 by more than a quarter. */
  private static final double BOUND = 1.25;

  private final Stack stack;
  private final BenchPlan plan;
  private final NeighboursPlan neighbours;
  private final List<NeighboursPlan.Company> companies;
  private final PrintWriter out;
  private long accepted;
  private long unknown;

  NeighboursBench(Stack stack, BenchPlan plan, NeighboursPlan neighbours, PrintWriter out) {
    this.stack = stack;
    this.plan = plan;
    this.neighbours = neighbours;
    this.companies = neighbours.companies();
    this.out = out;
  }

  /** Does it all, and leaves nothing running. */
  Bench.Result run() throws IOException, InterruptedException {
    Host host = Host.begin(stack);
    Processors processors = Processors.find();
    say("starting");
    try (NeighboursStand stand = NeighboursStand.start(stack, this::say)) {
      for (int i = 1; i <= plan.warmUp(); i++) {
        say("warm-up " + i + " of " + plan.warmUp());
        round(stand, processors, i);
      }
      List<List<SharedBlock>> blocks = companies.stream().map(any -> blocks()).toList();
      for (int round = 0; round < plan.blocks(); round++) {
        say("round " + (round + 1) + " of " + plan.blocks());
        SharedBlock[] ofRound = round(stand, processors, round);
        for (int i = 0; i < ofRound.length; i++) {
          blocks.get(i).add(ofRound[i]);
        }
      }
      long records = stand.records();
      boolean right = records >= accepted && records <= accepted + unknown;
      List<Map.Entry<String, String>> facts = new ArrayList<>();
      facts.add(Map.entry("command", "`" + plan.command() + "`"));
      facts.addAll(host.facts());
      facts.addAll(setting(processors));
      facts.add(Map.entry("the log", log(records, right)));
      say("ending");
      return new Bench.Result(report(facts, blocks).lines(), right);
    }
  }

  private static List<SharedBlock> blocks() {
    return new ArrayList<>();
  }

  private SharedBlock[] round(NeighboursStand stand, Processors processors, int round)
      throws IOException, InterruptedException {
    stand.separate(processors, round);
    SharedBlock[] blocks = new SharedBlock[companies.size()];
    for (int number : new Rounds(companies.size()).order(round)) {
      NeighboursPlan.Company company = companies.get(number);
      NeighboursStand.Both both = stand.run(neighbours.rate(), plan.span(), company.crowds());
      accepted += both.good().accepted() + both.bad().accepted();
      unknown += both.good().failed() + both.bad().unknown();
      SharedBlock block = both.block();
      if (block.latency().count() == 0) {
        throw new IOException("the good vendor was answered nothing beside " + company.name());
      }
      say(
          String.format(
              Locale.ROOT,
              "  %-34s p50 %.2f ms, p99 %.2f ms, longest %.2f ms",
              company.name(),
              block.p50(),
              block.p99(),
              block.max()));
      blocks[number] = block;
    }
    return blocks;
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
            "the good vendor",
            String.format(Locale.ROOT, "%,.0f events of 1 KB a second", neighbours.rate())),
        Map.entry(
            "processors",
            processors.canSeparate()
                ? "the bad vendors have one of their own, also in blocks without them; gateway,"
                    + " broker and the good vendor have the rest; they change roles after each"
                    + " round"
                : "everything runs where the system lets it run"));
  }

  private String log(long records, boolean right) {
    return String.format(
        Locale.ROOT,
        "%s%,d events were accepted by the gateway, %,d had no answer or failed, and Kafka has %,d",
        right ? "" : "**wrong**: ",
        accepted,
        unknown,
        records);
  }

  private NeighboursReport report(
      List<Map.Entry<String, String>> facts, List<List<SharedBlock>> blocks) {
    List<Series<SharedBlock>> series = new ArrayList<>();
    for (int i = 0; i < companies.size(); i++) {
      series.add(new Series<>(companies.get(i).name(), blocks.get(i)));
    }
    return new NeighboursReport(
        facts,
        series.getFirst(),
        List.copyOf(series.subList(1, series.size() - 1)),
        series.getLast(),
        BOUND);
  }

  private void say(String text) {
    out.println(text);
    out.flush();
  }
}
