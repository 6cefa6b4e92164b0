// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.failpoint;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class HaltIT {

  @TempDir private Path folder;

  /** The process that is to die. */
  static final class Victim {

    private Victim() {}

    public static void main(String[] arguments) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("said goodbye")));
      FailPoints.in(arguments[0]).reached(Moment.COMMITTED);
      System.out.println("went on");
    }
  }

  @Test
  void aHaltEndsTheProcessAsKillNineDoes() throws Exception {
    Path file = Files.writeString(folder.resolve("committed"), "halt", StandardCharsets.UTF_8);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(output).doesNotContain("said goodbye").doesNotContain("went on");
    assertThat(file).doesNotExist();
  }
}
