// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.report;

import io.lakebus.bench.profile.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the CPU time of one block went.
 *
 * @param title of what
 * @param profile the CPU time
 * @param microsPerEvent what an event costs in all, as the blocks without a profile say
 */
public record ProfileSection(String title, Profile profile, double microsPerEvent) {

  private static final int METHODS = 12;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("### " + title);
    lines.add("");
    lines.add("| stage | share | µs of CPU time per event |");
    lines.add("|---|---|---|");
    largestFirst(profile.stages())
        .forEach(
            entry ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "| %s | %.1f %% | %.2f |",
                        entry.getKey().words(),
                        100 * share(entry.getValue()),
                        microsPerEvent * share(entry.getValue()))));
    lines.add("");
    lines.add("The methods with the most CPU time of their own:");
    lines.add("");
    largestFirst(profile.methods()).stream()
        .limit(METHODS)
        .map(
            entry ->
                String.format(
                    Locale.ROOT, "- %.1f %% `%s`", 100 * share(entry.getValue()), entry.getKey()))
        .forEach(lines::add);
    return lines;
  }

  private double share(Duration part) {
    return (double) part.toNanos() / profile.total().toNanos();
  }

  private static <K> List<Map.Entry<K, Duration>> largestFirst(Map<K, Duration> parts) {
    Comparator<Map.Entry<K, Duration>> byTime = Map.Entry.comparingByValue();
    return parts.entrySet().stream()
        .sorted(byTime.reversed().thenComparing(entry -> entry.getKey().toString()))
        .toList();
  }
}
