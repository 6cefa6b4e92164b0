// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.local.Lakebus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class GatewayBenchCommandTest {

  @TempDir Path folder;

  private record Run(int exitCode, String err) {}

  private static Run run(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Lakebus.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err));
    return new Run(commandLine.execute(arguments), err.toString());
  }

  @Test
  void noBlockIsTooShortToBeMeasured() {
    for (List<String> wrong :
        List.of(
            List.of("--seconds", "0.05"), List.of("--blocks", "0"), List.of("--warm-up", "0"))) {
      Run run = run("bench", "gateway", "--home", "/nowhere", wrong.getFirst(), wrong.getLast());
      assertThat(run.exitCode()).as(wrong.toString()).isEqualTo(2);
      assertThat(run.err())
          .contains("--seconds is at least 0.1, --blocks and --warm-up at least 1");
    }
  }

  @Test
  void aFolderThatIsThereIsLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");

    Run run = run("bench", "gateway", "--home", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(folder + " is there");
    assertThat(file).hasContent("mine");
  }

  @Test
  void theLeadIsAQuarterOfABlockAndAtMostASecond() {
    assertThat(new BenchPlan(Duration.ofSeconds(2), 8, 1, "").span().lead())
        .isEqualTo(Duration.ofMillis(500));
    assertThat(new BenchPlan(Duration.ofSeconds(30), 8, 1, "").span().lead())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(new BenchPlan(Duration.ofSeconds(30), 8, 1, "").latencyBlocks()).isEqualTo(2);
    assertThat(new BenchPlan(Duration.ofSeconds(30), 1, 1, "").latencyBlocks()).isEqualTo(1);
  }

  @Test
  void theProcessorsThatMayBeUsedAreRead() {
    assertThat(Processors.parse("pid 123's current affinity list: 0-2,4\n"))
        .containsExactly(0, 1, 2, 4);
    assertThat(new Processors(Processors.parse("pid 1's current affinity list: 3")).canSeparate())
        .isFalse();
    assertThat(new Processors(List.of(0, 1)).canSeparate()).isTrue();
  }

  @Test
  void stolenTimeIsAShareOfAllTime() {
    assertThat(
            Host.stolen(
                List.of(10L, 0L, 10L, 100L, 0L, 0L, 0L, 5L),
                List.of(60L, 0L, 20L, 130L, 0L, 0L, 0L, 15L)))
        .isEqualTo(0.1);
    assertThat(
            Host.stolen(
                List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L), List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L)))
        .isZero();
  }
}
