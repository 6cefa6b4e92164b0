// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import io.lakebus.local.Lakebus;
import io.lakebus.local.control.Progress;
import io.lakebus.local.control.Stack;
import io.lakebus.local.control.StackControl;
import io.lakebus.testing.Await;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real stack, as processes, on ports of its own, as vendors, analysts and operators reach it:
 * by HTTP, SQL and commands. There is one for all tests of the module, started by the first that
 * needs it and ended with the test run. A test class asks for it by {@code
 * \@ExtendWith(LocalStack.Shared.class)} and a parameter of this type, and leaves it running.
 */
public final class LocalStack implements AutoCloseable {

  private static final int PORT_OFFSET = freePortOffset();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path home;
  private final HttpClient http = HttpClient.newHttpClient();

  private LocalStack(Path home) {
    this.home = home;
  }

  /** What a command did. */
  public record Outcome(int exitCode, String out, String err) {}

  /** The folder of the project that the stack was built from. */
  public static Path project() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  /** Runs a command of this stack, as a user would. */
  public Outcome run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(options());
    if (arguments[0].equals("up") || arguments[0].equals("demo")) {
      all.addAll(List.of("--port-offset", Integer.toString(PORT_OFFSET)));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Lakebus.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(all.toArray(String[]::new));
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** What tells a command which stack is meant. */
  public List<String> options() {
    return List.of("--home", home.toString());
  }

  public Home home() {
    return new Home(home);
  }

  public Ports ports() {
    return new Ports(PORT_OFFSET);
  }

  /** The live process of a service. */
  public ProcessHandle process(String service) {
    ProcessHandle process = Processes.of(home()).get(service);
    assertThat(process).as("process of %s", service).isNotNull();
    return process;
  }

  /** Waits until what is recorded of a service is as expected, and returns it. */
  public ServiceRecord await(String service, Predicate<ServiceRecord> expected) {
    Records records = new Records(home());
    AtomicReference<ServiceRecord> last = new AtomicReference<>();
    Await.until(
        PATIENCE,
        () -> {
          last.set(records.service(service).orElseThrow());
          return expected.test(last.get());
        },
        () -> "last record of " + service + ": " + last);
    return last.get();
  }

  /** POSTs JSON to the gateway with the demo vendor's key. */
  public HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(Ports.url(ports().gateway()).resolve(path))
            .header("Authorization", "Bearer " + Files.readString(home().demoKey()).strip())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(Ports.url(port).resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Where Trino's JDBC driver finds the catalog. */
  public String jdbcUrl() {
    return "jdbc:trino://" + Ports.HOST + ":" + ports().trino() + "/lakebus";
  }

  /** The rows of a query, each as the texts of its columns joined by {@code |}. */
  public List<String> query(String sql) throws SQLException {
    try (Connection trino = DriverManager.getConnection(jdbcUrl() + "/sports", "test", null);
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
   * Asks again until there are at least so many rows, and returns them. A query that fails is asked
   * again too: its table or column may come with the next commit.
   */
  public List<String> queryUntil(int rows, String sql) {
    AtomicReference<Object> last = new AtomicReference<>();
    List<String> found = new ArrayList<>();
    Await.until(
        PATIENCE,
        () -> {
          try {
            found.clear();
            found.addAll(query(sql));
            last.set(found);
          } catch (SQLException e) {
            last.set(e);
          }
          return found.size() >= rows;
        },
        () -> rows + " rows of " + sql + ", and there is: " + last);
    return found;
  }

  @Override
  public void close() throws IOException {
    Stack stack = new Stack(project(), home(), ports());
    try {
      new StackControl(
              stack, new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8)))
          .reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the stack ended", e);
    }
  }

  private static LocalStack start() throws IOException {
    System.setProperty("lakebus.project", project().toString());
    LocalStack stack = new LocalStack(Files.createTempDirectory("lakebus-it").resolve("home"));
    Outcome up = stack.run("up");
    if (up.exitCode() != 0) {
      throw new IllegalStateException(up.out() + up.err());
    }
    return stack;
  }

  /** An offset by which a stack's ports are free: another stack may run beside the tests. */
  public static int freePortOffset() {
    return IntStream.iterate(20_000, offset -> offset + 1_000)
        .limit(25)
        .filter(offset -> areFree(new Ports(offset)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free ports for a stack"));
  }

  private static boolean areFree(Ports ports) {
    return IntStream.of(ports.gateway(), ports.trino(), ports.kafka(), ports.postgresql())
        .allMatch(LocalStack::isFree);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the one stack to test classes. */
  public static final class Shared implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
        ExtensionContext.Namespace.create(LocalStack.class);

    @Override
    public void beforeAll(ExtensionContext context) {
      stack(context);
    }

    /** The stack of this test run, started now if it is not yet. */
    private static LocalStack stack(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .computeIfAbsent(LocalStack.class, key -> startUnchecked(), LocalStack.class);
    }

    private static LocalStack startUnchecked() {
      try {
        return start();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == LocalStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return stack(context);
    }
  }
}
