// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.endtoend;

import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.LocalStack;
import io.lakebus.local.stack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The shared stack as vendors, analysts and operators reach it: by HTTP, SQL and commands. */
final class RunningStack implements BeforeAllCallback {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private LocalStack stack;

  @Override
  public void beforeAll(ExtensionContext context) {
    stack = LocalStack.Shared.stack(context);
  }

  /** Runs a command of {@code lakebus} on this stack. */
  LocalStack.Outcome run(String... arguments) {
    return stack.run(arguments);
  }

  /** What tells a command which stack is meant. */
  List<String> options() {
    return List.of("--home", home().folder().toString());
  }

  Path project() {
    return PROJECT;
  }

  Home home() {
    return stack.home();
  }

  Ports ports() {
    return stack.ports();
  }

  ProcessHandle process(String service) {
    return stack.process(service);
  }

  /** POSTs JSON to the gateway with the demo vendor's key. */
  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    URI uri = Ports.url(ports().gateway()).resolve(path);
    return http.send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + Files.readString(home().demoKey()).strip())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(Ports.url(port).resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The rows of a query, each as the texts of its columns joined by {@code |}. */
  List<String> query(String sql) throws SQLException {
    String url = "jdbc:trino://" + Ports.HOST + ":" + ports().trino() + "/lakebus/sports";
    try (Connection trino = DriverManager.getConnection(url, "test", null);
        Statement statement = trino.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> texts = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          texts.add(String.valueOf(result.getObject(column)));
        }
        rows.add(String.join("|", texts));
      }
      return rows;
    }
  }

  /**
   * Asks again until there are so many rows, at most for two minutes; returns what is there. A
   * query that fails is asked again too: its table or column may come with the next commit.
   */
  List<String> queryUntil(int rows, String sql) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        List<String> found = query(sql);
        if (found.size() >= rows) {
          return found;
        }
      } catch (SQLException notYet) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return query(sql);
  }
}
