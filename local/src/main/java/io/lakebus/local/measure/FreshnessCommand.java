// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.measure;

import io.lakebus.bus.Bus;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.control.StackOptions;
import io.lakebus.local.rules.Definitions;
import io.lakebus.local.stack.Ports;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how long after the gateway's answer an event is found by a query. */
@Command(
    name = "freshness",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how long after its 202 an event is a row.",
      "Sends one event at a time to the running stack and asks Trino for its row in the archive",
      "until it is there. The event's other rows become visible at the same moment.",
      "Events are sent at random moments of the commit interval: sent right after the row before",
      "them, all would meet the interval at its beginning and wait for the whole of it."
    })
public final class FreshnessCommand implements Callable<Integer> {

  private static final Duration GIVE_UP = Duration.ofMinutes(1);

  /** Between two questions: a reader that asks without a pause slows down what it waits for. */
  private static final Duration POLL = Duration.ofMillis(100);

  @Mixin private StackOptions stack;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many events to measure (default: ${DEFAULT-VALUE}).")
  private int events;

  @Spec private picocli.CommandLine.Model.CommandSpec spec;

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public Integer call() throws InterruptedException {
    if (events < 1) {
      throw new ParameterException(spec.commandLine(), "--events must be at least 1");
    }
    PrintWriter out = spec.commandLine().getOut();
    Bus bus = Definitions.read(stack.home().busDefinition());
    TableId archive = TableId.archive(bus);
    List<Duration> waits = new ArrayList<>();
    RandomGenerator phase = RandomGenerator.getDefault();
    try (ArchiveRows rows = new ArchiveRows(stack.jdbcUrl(), archive)) {
      String key = Files.readString(stack.home().demoKey(), StandardCharsets.UTF_8).strip();
      for (int i = 1; i <= events; i++) {
        Thread.sleep(phase.nextLong(bus.commitInterval().toMillis()));
        waits.add(measureOne(rows, key));
        if (i % 10 == 0) {
          out.printf(Locale.ROOT, "%d of %d events%n", i, events);
          out.flush();
        }
      }
    } catch (IOException | SQLException e) {
      throw new CommandFailure("the stack does not answer: " + e.getMessage(), e);
    }
    Quantiles quantiles = new Quantiles(waits);
    out.printf(
        Locale.ROOT,
        "answer to row: p50 %d ms, p99 %d ms, max %d ms over %d events%n",
        quantiles.percentile(50).toMillis(),
        quantiles.percentile(99).toMillis(),
        quantiles.percentile(100).toMillis(),
        events);
    return 0;
  }

  private Duration measureOne(ArchiveRows rows, String key)
      throws IOException, InterruptedException, SQLException {
    String id = "freshness-" + UUID.randomUUID();
    post(id, key);
    long answered = System.nanoTime();
    while (true) {
      long found = rows.of(id);
      Duration waited = Duration.ofNanos(System.nanoTime() - answered);
      if (found == 1) {
        return waited;
      }
      if (found > 1 || waited.compareTo(GIVE_UP) > 0) {
        throw new CommandFailure(
            "event "
                + id
                + " has "
                + found
                + " rows in the archive after "
                + waited.toSeconds()
                + " s, and should have one: './lakebus status' shows what does not run");
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private void post(String id, String key) throws IOException, InterruptedException {
    URI events = Ports.url(stack.ports().gateway()).resolve("/v1/events");
    String body =
        "{\"id\":\"" + id + "\",\"detail-type\":\"match.score\",\"detail\":{\"minute\":1}}";
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(events)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 202) {
      throw new CommandFailure(
          "the gateway answered " + response.statusCode() + ": " + response.body());
    }
  }
}
