// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.Lakebus;
import io.lakebus.local.stack.LocalStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A torture of some minutes, with a fixed seed. It has a stack of its own, which wants the machine
 * for itself: the build runs it when the other tests have ended.
 */
@Tag("torture")
class TortureIT {

  private static final long SEED = 20_261_124;

  @TempDir Path folder;

  @Test
  void nothingIsLostOrDoubledWhateverIsInjected() throws Exception {
    String minutes = System.getProperty("lakebus.torture.minutes", "5");
    Path report = folder.resolve("report.md");
    System.setProperty("lakebus.project", Path.of("..").toAbsolutePath().normalize().toString());
    StringWriter out = new StringWriter();

    int exitCode =
        Lakebus.commandLine()
            .setOut(new PrintWriter(out))
            .execute(
                "torture",
                "--seed",
                Long.toString(SEED),
                "--minutes",
                minutes,
                "--recovery",
                "5m",
                "--home",
                folder.resolve("home").toString(),
                "--port-offset",
                Integer.toString(LocalStack.freePortOffset()),
                "--report",
                report.toString());

    assertThat(exitCode).as(out.toString()).isZero();
    List<String> lines = Files.readAllLines(report);
    assertThat(lines.get(2))
        .isEqualTo(
            "Everything holds: nothing lost, nothing doubled, every table readable, and the stack"
                + " came back each time.");
    List<String[]> rows =
        lines.stream()
            .filter(line -> line.matches("\\| (F\\d\\d.*|all) \\|.*"))
            .map(line -> line.split(" *\\| *", -1))
            .toList();
    assertThat(rows).hasSizeGreaterThan(2);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(List.of(row).subList(4, 9)).as(Arrays.toString(row)).containsOnly("0"));
    assertThat(Integer.parseInt(rows.getLast()[2])).isGreaterThan(2);
    assertThat(folder.resolve("home")).doesNotExist();
  }
}
