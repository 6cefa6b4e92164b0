// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.report;

import io.lakebus.bench.agent.BadOutcome;
import io.lakebus.bench.agent.Misdeed;
import io.lakebus.bench.measure.Sample;
import io.lakebus.bench.measure.Series;
import io.lakebus.bench.measure.SharedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The report of what a good vendor feels of bad ones, in Markdown.
 *
 * @param facts name and value of what is said of the run as a whole, in their order
 * @param alone the good vendor by itself
 * @param beside the good vendor beside each kind of bad ones
 * @param again the good vendor by itself once more: what differs less than this differs by chance
 * @param bound how much of its p99 alone its p99 may be
 */
public record NeighboursReport(
    List<Map.Entry<String, String>> facts,
    Series<SharedBlock> alone,
    List<Series<SharedBlock>> beside,
    Series<SharedBlock> again,
    double bound) {

  private static final double NANOS = 1e9;

  /** The report's lines. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("# Benchmark of neighbours");
    lines.add("");
    facts.forEach(fact -> lines.add("- " + fact.getKey() + ": " + fact.getValue()));
    latencies(lines);
    ratios(lines);
    processors(lines);
    others(lines);
    blocks(lines);
    return lines;
  }

  private List<Series<SharedBlock>> all() {
    List<Series<SharedBlock>> all = new ArrayList<>();
    all.add(alone);
    all.addAll(beside);
    all.add(again);
    return all;
  }

  private static void section(List<String> lines, String title, String words) {
    lines.addAll(List.of("", "## " + title, "", words, ""));
  }

  private void latencies(List<String> lines) {
    section(
        lines,
        "The good vendor",
        "Requests by a fixed schedule; latency from the moment at which a request was due to the"
            + " end of its answer, in milliseconds. Median over the blocks, and in brackets the"
            + " interval that has it with 95 % confidence.");
    lines.add("| beside | p50 | p99 | max | requests | failed |");
    lines.add("|---|---|---|---|---|---|");
    for (Series<SharedBlock> one : all()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %,d | %,d |",
              one.name(),
              millis(one.of(SharedBlock::p50)),
              millis(one.of(SharedBlock::p99)),
              millis(one.of(SharedBlock::max)),
              one.blocks().stream().mapToLong(block -> block.latency().count()).sum(),
              one.blocks().stream().mapToLong(SharedBlock::failed).sum()));
    }
  }

  private static String millis(Sample sample) {
    Sample.Interval interval = sample.interval();
    return String.format(
        Locale.ROOT, "%.2f [%.2f, %.2f]", sample.median(), interval.low(), interval.high());
  }

  private void ratios(List<String> lines) {
    section(
        lines,
        "Compared with alone",
        "Ratios of p99 within a round. The last line compares the good vendor alone with itself: no"
            + " difference below twice of what is there counts for anything.");
    lines.add("| beside | ratio | 95 % interval | bound | |");
    lines.add("|---|---|---|---|---|");
    for (Series<SharedBlock> one : beside) {
      Sample ratio = one.ratio(alone, SharedBlock::p99);
      lines.add(
          ratio(
              one.name(),
              ratio,
              String.format(Locale.ROOT, "%.2f", bound),
              ratio.median() <= bound ? "holds" : "does not hold"));
    }
    lines.add(ratio(again.name(), again.ratio(alone, SharedBlock::p99), "", ""));
  }

  private static String ratio(String name, Sample ratio, String bound, String verdict) {
    Sample.Interval interval = ratio.interval();
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.2f to %.2f | %s | %s |",
        name,
        ratio.median(),
        interval.low(),
        interval.high(),
        bound,
        verdict);
  }

  private void processors(List<String> lines) {
    section(
        lines,
        "The gateway's CPU time",
        "User and system, as a part of one processor. The others' share is what the gateway used"
            + " beyond what it used in the same round for the good vendor alone.");
    lines.add("| beside | processors | the others' share |");
    lines.add("|---|---|---|");
    for (Series<SharedBlock> one : all()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %s |",
              one.name(),
              one.of(SharedBlock::processors).median(),
              beside.contains(one) ? String.format(Locale.ROOT, "%.0f %%", 100 * share(one)) : ""));
    }
  }

  /** None where the gateway used no more than for the good vendor alone. */
  private double share(Series<SharedBlock> beside) {
    double ratio = beside.ratio(alone, SharedBlock::processors).median();
    return ratio > 1 ? 1 - 1 / ratio : 0;
  }

  private void others(List<String> lines) {
    section(
        lines,
        "The others",
        "Their requests in all blocks, by the status of the answer. What has no answer had its"
            + " connection closed before one came, in the middle of a block or by its end.");
    lines.add("| block | vendor | requests per second | answers |");
    lines.add("|---|---|---|---|");
    for (Series<SharedBlock> one : beside) {
      for (Misdeed misdeed : Misdeed.values()) {
        SortedMap<Integer, Long> answers = answers(one, misdeed);
        if (!answers.isEmpty()) {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "| %s | %s | %,.0f | %s |",
                  one.name(),
                  misdeed.words(),
                  sum(answers) * NANOS / nanos(one),
                  answers.entrySet().stream()
                      .map(NeighboursReport::answer)
                      .collect(Collectors.joining(", "))));
        }
      }
    }
  }

  private static SortedMap<Integer, Long> answers(Series<SharedBlock> series, Misdeed misdeed) {
    SortedMap<Integer, Long> sum = new TreeMap<>();
    for (SharedBlock block : series.blocks()) {
      block
          .others()
          .answers()
          .getOrDefault(misdeed, new TreeMap<>())
          .forEach((status, count) -> sum.merge(status, count, Long::sum));
    }
    return sum;
  }

  private static long sum(SortedMap<Integer, Long> answers) {
    return answers.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long nanos(Series<SharedBlock> series) {
    return series.blocks().stream().mapToLong(block -> block.others().time().toNanos()).sum();
  }

  private static String answer(Map.Entry<Integer, Long> answer) {
    String status = answer.getKey() == BadOutcome.NONE ? "none" : answer.getKey().toString();
    return String.format(Locale.ROOT, "%s: %,d", status, answer.getValue());
  }

  private void blocks(List<String> lines) {
    section(lines, "All blocks", "p99 in milliseconds, and in brackets the longest time.");
    lines.add("| beside | in the order of the rounds |");
    lines.add("|---|---|");
    for (Series<SharedBlock> one : all()) {
      lines.add(
          "| "
              + one.name()
              + " | "
              + one.blocks().stream()
                  .map(block -> String.format(Locale.ROOT, "%.2f (%.2f)", block.p99(), block.max()))
                  .collect(Collectors.joining(", "))
              + " |");
    }
  }
}
