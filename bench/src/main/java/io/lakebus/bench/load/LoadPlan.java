// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.Fields;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What is to be sent, and what is measured of it.
 *
 * @param target where to
 * @param connections how many requests may be under way at a time
 * @param rate requests a second; as many as are answered where there is none
 * @param span when is measured
 * @param pids the processes whose CPU time is measured
 */
public record LoadPlan(
    Target target, int connections, OptionalDouble rate, Span span, List<Long> pids) {

  public LoadPlan {
    pids = List.copyOf(pids);
  }

  /**
   * Where requests go, and what each has.
   *
   * @param port the server's, on the loopback interface
   * @param key the vendor's API key
   * @param batch how many events a request has
   */
  public record Target(int port, String key, int batch) {}

  /**
   * When is measured.
   *
   * @param lead how long requests are sent before
   * @param time how long is measured
   */
  public record Span(Duration lead, Duration time) {}

  /** As the load's process is told. */
  public Fields fields() {
    return new Fields(
        Map.of(
            "port", Integer.toString(target.port()),
            "key", target.key(),
            "batch", Integer.toString(target.batch()),
            "connections", Integer.toString(connections),
            "rate", rate.isPresent() ? Double.toString(rate.getAsDouble()) : "",
            "lead", Long.toString(span.lead().toNanos()),
            "time", Long.toString(span.time().toNanos()),
            "pids", pids.stream().map(pid -> Long.toString(pid)).collect(Collectors.joining(","))));
  }

  /** Reads what the load's process is told. */
  public static LoadPlan of(Fields fields) {
    String rate = fields.text("rate");
    return new LoadPlan(
        new Target((int) fields.number("port"), fields.text("key"), (int) fields.number("batch")),
        (int) fields.number("connections"),
        rate.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(rate)),
        new Span(Duration.ofNanos(fields.number("lead")), Duration.ofNanos(fields.number("time"))),
        Arrays.stream(fields.text("pids").split(",", -1))
            .filter(pid -> !pid.isEmpty())
            .map(Long::valueOf)
            .toList());
  }
}
