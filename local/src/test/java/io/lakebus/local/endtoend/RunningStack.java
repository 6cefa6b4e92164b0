// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.endtoend;

import io.lakebus.local.Lakebus;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Processes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;

/**
 * The real stack, all of its processes, for the tests of a run: started by the first that needs it,
 * ended after the last.
 */
final class RunningStack implements BeforeAllCallback {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Home HOME = new Home(Path.of("target/end-to-end"));
  private static final Ports PORTS = freePorts();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();

  /** What a command printed, and how it ended. */
  record Outcome(int exitCode, String printed) {}

  private record Started() implements AutoCloseable {
    @Override
    public void close() {
      run("down");
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    System.setProperty("lakebus.project", PROJECT.toString());
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(
            Started.class,
            key -> {
              Outcome up = run("up");
              if (up.exitCode() != 0) {
                throw new IllegalStateException(up.printed());
              }
              return new Started();
            });
  }

  /** Runs a command of {@code lakebus} on this stack. */
  static Outcome run(String... arguments) {
    StringWriter printed = new StringWriter();
    PrintWriter writer = new PrintWriter(printed);
    CommandLine commandLine = Lakebus.commandLine().setOut(writer).setErr(writer);
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(options());
    int exitCode = commandLine.execute(all.toArray(String[]::new));
    writer.flush();
    return new Outcome(exitCode, printed.toString());
  }

  /** What tells a command which stack is meant. */
  static List<String> options() {
    return List.of(
        "--home", HOME.folder().toString(), "--port-offset", Integer.toString(PORTS.offset()));
  }

  Path project() {
    return PROJECT;
  }

  Home home() {
    return HOME;
  }

  Ports ports() {
    return PORTS;
  }

  Map<String, ProcessHandle> processes() {
    return Processes.of(HOME);
  }

  /** POSTs JSON to the gateway with the demo vendor's key. */
  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    URI uri = Ports.url(PORTS.gateway()).resolve(path);
    return http.send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + Files.readString(HOME.demoKey()).strip())
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
    String url = "jdbc:trino://" + Ports.HOST + ":" + PORTS.trino() + "/lakebus/sports";
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

  /** Asks again until there are so many rows, at most for two minutes; returns what is there. */
  List<String> queryUntil(int rows, String sql) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<String> found = queryOrNone(sql);
      if (found.size() >= rows || System.nanoTime() > end) {
        return query(sql);
      }
    }
  }

  /** A table that is not there yet has no rows yet. */
  private List<String> queryOrNone(String sql) throws SQLException {
    try {
      return query(sql);
    } catch (SQLException e) {
      if (e.getMessage().contains("does not exist")
          || e.getMessage().contains("cannot be resolved")) {
        return List.of();
      }
      throw e;
    }
  }

  private static Ports freePorts() {
    return IntStream.iterate(20_000, offset -> offset + 1_000)
        .limit(25)
        .mapToObj(Ports::new)
        .filter(RunningStack::areFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free ports for a stack"));
  }

  private static boolean areFree(Ports ports) {
    return IntStream.of(
            ports.gateway(),
            ports.flink(),
            ports.trino(),
            ports.catalog(),
            ports.s3(),
            ports.gatewayAdmin(),
            ports.kafka(),
            ports.kafkaController(),
            ports.postgresql(),
            ports.flinkRpc())
        .allMatch(RunningStack::isFree);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (java.net.BindException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
