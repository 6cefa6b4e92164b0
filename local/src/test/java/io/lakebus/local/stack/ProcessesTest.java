// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessesTest {

  @Test
  void aProcessThatHasEndedHasAnExitCode() throws Exception {
    assertThat(Processes.exitCode(start("exit 3"), Duration.ofSeconds(30))).hasValue(3);
  }

  @Test
  void aProcessOfWhichNoEndIsKnownHasNone() throws Exception {
    Process running = start("exec sleep 60");
    OptionalInt exitCode = Processes.exitCode(running, Duration.ofMillis(1));
    running.destroyForcibly();

    assertThat(exitCode).isEmpty();
    assertThat(Processes.exitCode(running, Duration.ofSeconds(30))).hasValue(137);
  }

  private static Process start(String script) throws IOException {
    return new ProcessBuilder("sh", "-c", script).start();
  }
}
