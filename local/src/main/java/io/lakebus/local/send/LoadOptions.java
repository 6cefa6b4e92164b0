// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.Gateway;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How much is sent, and how fast. */
final class LoadOptions {

  /** What the gateway takes in one call unless it is told otherwise. */
  private static final int MAX_BATCH = 1000;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Events in a request, up to 1000 (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second, steadily, however long the answers take (default: no limit).")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "32",
      description = "Requests under way at once, at most (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(names = "--limit", paramLabel = "N", description = "Stop after so many events.")
  private Optional<Long> limit = Optional.empty();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "Stop after so long, 90s or 10m for example.")
  private Optional<Duration> duration = Optional.empty();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Send the file so many times (default: ${DEFAULT-VALUE}).",
        "From the second time on, ids end in -2, -3 and so on: they are new events."
      })
  private long repeat;

  @Option(
      names = "--loop",
      description = "Send the file again and again until --limit, --duration or Ctrl-C.")
  private boolean loop;

  @Option(
      names = "--retry-for",
      paramLabel = "TIME",
      defaultValue = "2m",
      description = {
        "How long an event is sent again after 408, 429, 502, 503, 504 or no answer, with the same"
            + " id (default: ${DEFAULT-VALUE})."
      })
  private Duration retryFor;

  void check(CommandSpec spec) {
    if (batch < 1 || batch > MAX_BATCH) {
      throw new ParameterException(spec.commandLine(), "--batch is between 1 and " + MAX_BATCH);
    }
    if (concurrency < 1 || repeat < 1 || limit.orElse(1L) < 1) {
      throw new ParameterException(
          spec.commandLine(), "--concurrency, --repeat and --limit are at least 1");
    }
    if (rate.isPresent() && !(rate.get() > 0)) {
      throw new ParameterException(spec.commandLine(), "--rate is above 0");
    }
  }

  EventStream.Extent extent() {
    return new EventStream.Extent(loop ? Long.MAX_VALUE : repeat, limit.orElse(Long.MAX_VALUE));
  }

  Optional<Duration> duration() {
    return duration;
  }

  Sender sender(Gateway gateway, DeliveryListener listener) {
    return new Sender(
        new Delivery(gateway, retryFor, InstantSource.system(), Thread::sleep, listener),
        new Pace(
            rate.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
            System::nanoTime,
            Thread::sleep),
        batch,
        concurrency);
  }
}
