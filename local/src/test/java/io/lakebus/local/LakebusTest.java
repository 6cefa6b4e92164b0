// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class LakebusTest {

  static Iterable<String> everyCommand() {
    return Lakebus.commandLine().getSubcommands().keySet();
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandHasHelp(String command) {
    StringWriter out = new StringWriter();
    CommandLine commandLine = Lakebus.commandLine().setOut(new PrintWriter(out));

    assertThat(commandLine.execute(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: lakebus " + command);
  }

  @Test
  void anUnknownCommandIsWrongUsage() {
    StringWriter err = new StringWriter();

    assertThat(Lakebus.commandLine().setErr(new PrintWriter(err)).execute("dance")).isEqualTo(2);
    assertThat(err.toString()).contains("dance");
  }
}
