// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway's program in a process of its own. */
final class GatewayProcess implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("listens on [^:]+:(\\d+)");

  private final Process process;
  private final Path output;

  private GatewayProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it with these settings; its output goes to a file in the folder. */
  static GatewayProcess start(Path folder, String... settings) {
    Path output = folder.resolve("gateway.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayMain.class.getName()));
    command.addAll(List.of(settings));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new GatewayProcess(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The public port, once it listens. */
  int port() {
    Await.until(Duration.ofSeconds(60), () -> LISTENS.matcher(output()).find());
    Matcher matcher = LISTENS.matcher(output());
    if (!matcher.find()) {
      throw new IllegalStateException(output());
    }
    return Integer.parseInt(matcher.group(1));
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void terminate() {
    process.destroy(); // SIGTERM
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Its exit code, once it has ended. */
  int exitCode() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it does not end: " + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
    exitCode();
  }
}
