// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as a process. */
class ProcessIT {

  @TempDir private Path folder;

  @Test
  void itServesUntilItIsToldToStopAndEndsWithZero() throws Exception {
    try (RealPostgres postgres = new RealPostgres(folder)) {
      Process process = start(postgres.uri(), "--auth.token=t");
      assertThat(await(process, "is served at")).contains("http://127.0.0.1:");
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
  }

  @Test
  void aDatabaseThatDoesNotComeIsWaitedForAndThenToldOf() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process process =
        start(
            RealPostgres.uri(port),
            "--auth.token=t",
            "--database.start-wait=1s",
            "--database.timeout=1s");
    assertThat(await(process, "did not answer within 1 s")).contains("The catalog did not start");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void wrongSettingsAreAllTold() throws Exception {
    Process process = start("", "--colour=green");
    String output = await(process, "\0");
    assertThat(output).contains("database.uri").contains("colour");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  private Process start(String databaseUri, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                CatalogMain.class.getName(),
                "--http.port=0",
                "--database.uri=" + databaseUri,
                "--warehouse=" + folder.resolve("warehouse"),
                "--storage.io-impl=" + FolderFileIO.class.getName()));
    command.addAll(List.of(more));
    // The log as the program has it, not as the tests want it.
    command.add(1, "-Dlogback.configurationFile=logback.xml");
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Everything the process says until it says this or ends. */
  private static String await(Process process, String text) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      if (line.contains(text)) {
        break;
      }
    }
    return said.toString();
  }
}
