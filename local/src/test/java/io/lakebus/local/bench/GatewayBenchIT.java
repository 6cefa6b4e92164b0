// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.local.Lakebus;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.LocalStack;
import io.lakebus.local.stack.Processes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A run with blocks that are too short to say anything, but are all there. */
@Tag("long")
class GatewayBenchIT {

  private static final String NUMBER = "[\\d,]+(\\.\\d+)?";
  private static final String INTERVAL = NUMBER + " \\[" + NUMBER + ", " + NUMBER + "\\]";

  @TempDir Path folder;

  @Test
  void everySubjectIsMeasuredAndNothingIsLeftRunning() throws Exception {
    Path home = folder.resolve("home");
    Path report = folder.resolve("report.md");
    System.setProperty("lakebus.project", LocalStack.project().toString());
    StringWriter out = new StringWriter();

    int exitCode =
        Lakebus.commandLine()
            .setOut(new PrintWriter(out))
            .execute(
                "bench",
                "gateway",
                "--seconds",
                "0.5",
                "--blocks",
                "1",
                "--warm-up",
                "1",
                "--home",
                home.toString(),
                "--port-offset",
                Integer.toString(LocalStack.freePortOffset()),
                "--report",
                report.toString());

    assertThat(exitCode).as(out.toString()).isZero();
    assertThat(Processes.of(new Home(home))).isEmpty();
    assertThat(home).doesNotExist();
    assertShape(Files.readAllLines(report));
    assertThat(out.toString()).endsWith(Files.readString(report));
  }

  private static void assertShape(List<String> lines) {
    assertThat(lines)
        .contains("- command: `lakebus bench gateway --seconds 0.5 --blocks 1 --warm-up 1`")
        .anyMatch(line -> line.matches("- machine: .*processors.*, Java \\d+.*"))
        .anyMatch(line -> line.matches("- versions: HdrHistogram .*, javalin .*, jetty-server .*"))
        .anyMatch(
            line ->
                line.matches(
                    "- the log: [\\d,]+ events were accepted by the gateway, [\\d,]+ failed, and"
                        + " Kafka has [\\d,]+"));
    for (String server : List.of(Stand.GATEWAY, Stand.GATEWAY_BATCHES, Stand.PERF_TEST)) {
      assertThat(lines).anyMatch(line -> line.matches(throughput(server, INTERVAL)));
    }
    for (String echo : List.of(Stand.JETTY, Stand.JETTY_AGAIN, Stand.JAVALIN)) {
      assertThat(lines).anyMatch(line -> line.matches(throughput(echo, "")));
    }
    for (String server :
        List.of(Stand.GATEWAY, Stand.JETTY, Stand.JAVALIN, Stand.GATEWAY_BATCHES)) {
      assertThat(lines)
          .anyMatch(line -> line.matches("\\| " + server + "( \\| " + NUMBER + "){7} \\|"));
    }
    assertThat(lines)
        .anyMatch(line -> line.matches("\\| " + Stand.GATEWAY + " / " + Stand.JETTY + " \\|.*"))
        .anyMatch(line -> line.equals("### " + Stand.GATEWAY_BATCHES))
        .anyMatch(line -> line.matches("- " + NUMBER + " % `[\\w.$<>]+`"));
  }

  private static String throughput(String subject, String withBroker) {
    return "\\| %s \\| %s \\| %s( \\| %s){4} \\|".formatted(subject, INTERVAL, withBroker, NUMBER);
  }
}
