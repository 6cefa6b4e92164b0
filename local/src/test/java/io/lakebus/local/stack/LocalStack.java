// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import io.lakebus.local.Lakebus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real stack, as processes, on ports of its own: one for all tests of the module, started by
 * the first that needs it and ended with the test run. A test class asks for it by {@code
 * \@ExtendWith(LocalStack.Shared.class)} and a parameter of this type, and leaves it running.
 */
public final class LocalStack implements AutoCloseable {

  private static final int PORT_OFFSET = freePortOffset();

  private final Path home;

  private LocalStack(Path home) {
    this.home = home;
  }

  /** What a command did. */
  public record Outcome(int exitCode, String out, String err) {}

  /** Runs a command of this stack, as a user would. */
  public Outcome run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", home.toString()));
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
    ServiceRecord[] last = new ServiceRecord[1];
    assertThat(
            Waiting.until(
                Duration.ofMinutes(3),
                () -> {
                  last[0] = records.service(service).orElseThrow();
                  return expected.test(last[0]);
                }))
        .as("last record of %s: %s", service, last[0])
        .isTrue();
    return last[0];
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

  private static Path project() {
    return Path.of("..").toAbsolutePath().normalize();
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
  private static int freePortOffset() {
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
    public static LocalStack stack(ExtensionContext context) {
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
