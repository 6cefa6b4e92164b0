// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.agent;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a piece of measured work.
 *
 * @param events how many events were done within the measured time
 * @param accepted how many were done in all, before and after it included
 * @param failed how many were not done, at any time
 * @param time the measured time
 * @param cpu the CPU time of the processes that were asked about, in their order
 * @param latency of the requests, as {@code Latency} writes it
 */
public record Outcome(
    long events, long accepted, long failed, Duration time, List<Duration> cpu, String latency) {

  /** For work whose requests have no latency. */
  public static final String NO_LATENCY = "-";

  public Outcome {
    cpu = List.copyOf(cpu);
  }

  /** As an agent says it. */
  public Fields fields() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("events", Long.toString(events));
    values.put("accepted", Long.toString(accepted));
    values.put("failed", Long.toString(failed));
    values.put("time", Long.toString(time.toNanos()));
    values.put(
        "cpu",
        cpu.stream().map(one -> Long.toString(one.toNanos())).collect(Collectors.joining(",")));
    values.put("latency", latency);
    return new Fields(values);
  }

  /** Reads what an agent has said. */
  public static Outcome of(Fields fields) {
    return new Outcome(
        fields.number("events"),
        fields.number("accepted"),
        fields.number("failed"),
        Duration.ofNanos(fields.number("time")),
        Arrays.stream(fields.text("cpu").split(",", -1))
            .filter(one -> !one.isEmpty())
            .map(one -> Duration.ofNanos(Long.parseLong(one)))
            .toList(),
        fields.text("latency"));
  }
}
