// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway as a process of its own, which can be killed. */
final class GatewayProgram implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("listens on [^:]+:(\\d+)");

  private final Process process;
  private final Path output;

  private GatewayProgram(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static GatewayProgram start(Class<?> main, Path output, List<String> settings)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                // The class path of tests has a configuration that is silent.
                "-Dlogback.configurationFile=io/lakebus/local/service/logback-servers.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(settings);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new GatewayProgram(process, output);
  }

  URI uri() {
    Await.until(Duration.ofSeconds(60), () -> LISTENS.matcher(output()).find());
    Matcher matcher = LISTENS.matcher(output());
    if (!matcher.find()) {
      throw new IllegalStateException(output());
    }
    return URI.create("http://127.0.0.1:" + matcher.group(1));
  }

  private String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as kill -9 does. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
