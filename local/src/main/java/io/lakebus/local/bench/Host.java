// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.local.control.Stack;
import io.lakebus.local.measure.Machine;
import io.lakebus.local.stack.ClassPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a run is done on, and what else the machine did meanwhile.
 *
 * @param stack whose programs are measured
 * @param start when it began
 * @param ticks what the processors had done by then
 * @param loadBefore how many threads wanted to run before it
 */
record Host(Stack stack, Instant start, List<Long> ticks, String loadBefore) {

  private static final Pattern JAR =
      Pattern.compile(
          "(jetty-server|javalin|kafka-clients|kafka-tools|kafka_2\\.13|HdrHistogram)"
              + "-(\\d.*)\\.jar");
  private static final Path STAT = Path.of("/proc/stat");
  private static final Path LOAD = Path.of("/proc/loadavg");

  /** The position of stolen time among the fields of a line of {@code /proc/stat}. */
  private static final int STEAL = 7;

  /** Time of guests, which is behind the others, is part of them. */
  private static final int FIELDS = 8;

  /** Looks before a run. */
  static Host begin(Stack stack) throws IOException {
    return new Host(stack, Instant.now(), ticksNow(), firstLine(LOAD));
  }

  private static List<Long> ticksNow() throws IOException {
    String line = firstLine(STAT);
    return Arrays.stream(line.split(" +")).skip(1).limit(FIELDS).map(Long::valueOf).toList();
  }

  private static String firstLine(Path file) throws IOException {
    if (!Files.exists(file)) {
      return ""; // another system than Linux
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    }
  }

  /** Name and value of each fact, after a run. */
  List<Map.Entry<String, String>> facts() throws IOException {
    List<Map.Entry<String, String>> facts = new ArrayList<>();
    facts.add(Map.entry("machine", Machine.description()));
    facts.add(Map.entry("versions", versions(new ClassPaths(stack.project()))));
    facts.add(Map.entry("time", Duration.between(start, Instant.now()).toSeconds() + " s"));
    if (!ticks.isEmpty()) {
      facts.add(
          Map.entry(
              "beside it",
              String.format(
                  Locale.ROOT,
                  "load averages before %s; of the processors' time %.2f %% was stolen by other"
                      + " machines",
                  String.join(", ", List.of(loadBefore.split(" ")).subList(0, 3)),
                  100 * stolen(ticks, ticksNow()))));
    }
    return facts;
  }

  /** The share of the time between two looks. */
  static double stolen(List<Long> before, List<Long> after) {
    long all = sum(after) - sum(before);
    return all == 0 ? 0 : (double) (after.get(STEAL) - before.get(STEAL)) / all;
  }

  private static long sum(List<Long> ticks) {
    return ticks.stream().mapToLong(Long::longValue).sum();
  }

  private static String versions(ClassPaths classPaths) {
    return Machine.versions(
        Stream.concat(classPaths.bench().stream(), classPaths.of("kafka").stream()), JAR);
  }
}
