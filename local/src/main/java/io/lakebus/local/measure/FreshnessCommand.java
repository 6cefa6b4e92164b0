// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.measure;

import io.lakebus.local.CommandFailure;
import io.lakebus.local.StackOptions;
import io.lakebus.local.stack.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long after the gateway's answer an event is found by a query. */
@Command(
    name = "freshness",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how long after its 202 an event is a row.",
      "Sends one event at a time to the running stack and asks Trino for it until it is there."
    })
public final class FreshnessCommand implements Callable<Integer> {

  private static final Duration GIVE_UP = Duration.ofMinutes(1);

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
    PrintWriter out = spec.commandLine().getOut();
    List<Duration> waits = new ArrayList<>();
    try (Connection trino =
            DriverManager.getConnection(
                "jdbc:trino://" + Ports.HOST + ":" + stack.ports().trino() + "/lakebus/sports",
                "freshness",
                null);
        PreparedStatement query =
            trino.prepareStatement("SELECT count(*) FROM tble_all_data WHERE _event_id = ?")) {
      String key = Files.readString(stack.home().demoKey(), StandardCharsets.UTF_8).strip();
      for (int i = 1; i <= events; i++) {
        waits.add(measureOne(query, key));
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

  private Duration measureOne(PreparedStatement query, String key)
      throws IOException, InterruptedException, SQLException {
    String id = "freshness-" + UUID.randomUUID();
    post(id, key);
    long answered = System.nanoTime();
    query.setString(1, id);
    while (true) {
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        long found = rows.getLong(1);
        Duration waited = Duration.ofNanos(System.nanoTime() - answered);
        if (found == 1) {
          return waited;
        }
        if (found > 1 || waited.compareTo(GIVE_UP) > 0) {
          throw new CommandFailure(
              "event " + id + " is there " + found + " times after " + waited.toSeconds() + " s");
        }
      }
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
