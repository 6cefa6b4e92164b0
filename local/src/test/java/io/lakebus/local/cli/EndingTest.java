// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.cli;

import io.lakebus.testing.Await;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EndingTest {

  @Test
  void theThreadIsInterruptedOnce() {
    try (Ending ending = new Ending(Thread.currentThread())) {
      assertThat(ending.isAsked()).isFalse();

      ending.ask();
      assertThat(ending.isAsked()).isTrue();
      assertThat(Thread.interrupted()).isTrue();

      ending.ask();
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void aSignalAsksForTheEnd() throws IOException, InterruptedException {
    try (Ending ending = new Ending(new Thread())) {
      new ProcessBuilder("kill", "-TERM", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();

      Await.until(Duration.ofSeconds(10), ending::isAsked);
    }
  }
}
