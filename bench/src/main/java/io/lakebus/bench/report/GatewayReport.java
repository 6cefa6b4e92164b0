// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.report;

import io.lakebus.bench.measure.Block;
import io.lakebus.bench.measure.Sample;
import io.lakebus.bench.measure.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report of a run, in Markdown.
 *
 * @param facts name and value of what is said of the run as a whole, in their order
 * @param series the throughput of each subject
 * @param comparisons how they compare
 * @param noise how two processes of one subject compare: what differs less differs by chance
 * @param latencies the latency of each subject
 * @param profiles where the CPU time went
 */
public record GatewayReport(
    List<Map.Entry<String, String>> facts,
    List<Series<Block>> series,
    List<Comparison> comparisons,
    Comparison noise,
    List<LatencyLine> latencies,
    List<ProfileSection> profiles) {

  private static final double MICROS = 1e6;

  /** The report's lines. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("# Benchmark of the gateway");
    lines.add("");
    facts.forEach(fact -> lines.add("- " + fact.getKey() + ": " + fact.getValue()));
    throughput(lines);
    comparisons(lines);
    latencies(lines);
    lines.add("");
    lines.add("## Where the gateway's CPU time goes");
    for (ProfileSection profile : profiles) {
      lines.add("");
      lines.addAll(profile.lines());
    }
    blocks(lines);
    return lines;
  }

  private void throughput(List<String> lines) {
    lines.add("");
    lines.add("## Throughput");
    lines.add("");
    lines.add(
        "As many requests as are answered. Median over the blocks, and in brackets the interval"
            + " that has it with 95 % confidence. CPU time is that of the subject's process, user"
            + " and system.");
    lines.add("");
    lines.add(
        "| subject | events per CPU-second | with the broker's CPU time | µs of CPU time per event"
            + " | events per second | processors | failed |");
    lines.add("|---|---|---|---|---|---|---|");
    for (Series<Block> one : series) {
      boolean hasBroker = one.blocks().stream().anyMatch(block -> !block.brokerCpu().isZero());
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %.1f | %,.0f | %.2f | %,d |",
              one.name(),
              count(one.of(Block::eventsPerCpuSecond)),
              hasBroker ? count(one.of(Block::eventsPerCpuSecondWithBroker)) : "",
              one.of(block -> MICROS / block.eventsPerCpuSecond()).median(),
              one.of(Block::eventsPerSecond).median(),
              one.of(Block::processors).median(),
              one.blocks().stream().mapToLong(Block::failed).sum()));
    }
  }

  private static String count(Sample sample) {
    Sample.Interval interval = sample.interval();
    return String.format(
        Locale.ROOT, "%,.0f [%,.0f, %,.0f]", sample.median(), interval.low(), interval.high());
  }

  private void comparisons(List<String> lines) {
    lines.add("");
    lines.add("## Compared");
    lines.add("");
    lines.add(
        "Ratios of events per CPU-second within a round. The last line compares two processes of"
            + " the same program: no difference below twice of what is there counts for anything.");
    lines.add("");
    lines.add("| | ratio | 95 % interval | aim | |");
    lines.add("|---|---|---|---|---|");
    comparisons.forEach(comparison -> lines.add(row(comparison)));
    lines.add(row(noise));
  }

  private static String row(Comparison comparison) {
    double ratio = comparison.ratio().median();
    Sample.Interval interval = comparison.ratio().interval();
    String aim =
        comparison.aim().isPresent()
            ? String.format(Locale.ROOT, "%.2f", comparison.aim().getAsDouble())
            : "";
    String verdict =
        comparison.aim().isEmpty()
            ? ""
            : ratio >= comparison.aim().getAsDouble() ? "reached" : "not reached";
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.2f to %.2f | %s | %s |",
        comparison.words(),
        ratio,
        interval.low(),
        interval.high(),
        aim,
        verdict);
  }

  private void latencies(List<String> lines) {
    lines.add("");
    lines.add("## Latency");
    lines.add("");
    lines.add(
        "Requests by a fixed schedule; latency from the moment at which a request was due to the"
            + " end of its answer, in milliseconds.");
    lines.add("");
    lines.add("| subject | events per second | requests | p50 | p99 | p99.9 | max | failed |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (LatencyLine line : latencies) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f | %,d | %.2f | %.2f | %.2f | %.2f | %,d |",
              line.subject(),
              line.rate(),
              line.latency().count(),
              millis(line.latency().percentile(50)),
              millis(line.latency().percentile(99)),
              millis(line.latency().percentile(99.9)),
              millis(line.latency().max()),
              line.failed()));
    }
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  private void blocks(List<String> lines) {
    lines.add("");
    lines.add("## All blocks");
    lines.add("");
    lines.add("Events per CPU-second, and in brackets events per second.");
    lines.add("");
    lines.add("| subject | in the order of the rounds |");
    lines.add("|---|---|");
    for (Series<Block> one : series) {
      lines.add(
          "| "
              + one.name()
              + " | "
              + String.join(", ", one.blocks().stream().map(GatewayReport::block).toList())
              + " |");
    }
  }

  private static String block(Block block) {
    return String.format(
        Locale.ROOT, "%,.0f (%,.0f)", block.eventsPerCpuSecond(), block.eventsPerSecond());
  }
}
