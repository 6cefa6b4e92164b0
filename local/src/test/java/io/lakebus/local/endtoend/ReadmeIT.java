// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.endtoend;

import io.lakebus.local.stack.LocalStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** README's first event and first query, executed as they stand. */
@ExtendWith(LocalStack.Shared.class)
class ReadmeIT {

  private static final String DEFAULT_GATEWAY = "http://localhost:8080";

  @TempDir Path folder;

  @Test
  void theFirstEventIsAcceptedAndFoundByTheFirstQuery(LocalStack stack) throws Exception {
    standInForTheProject(stack);

    String answer = execute(block(stack, "first-event"));
    assertThat(answer)
        .contains("202 Accepted", "{\"accepted\":1,\"events\":[{\"id\":\"readme-1\"")
        .endsWith("\"status\":\"accepted\"}]}");
    stack.queryUntil(1, "SELECT 1 FROM cat1 WHERE _event_id = 'readme-1'");

    assertThat(execute(block(stack, "first-query")).lines().map(String::strip))
        .anyMatch(line -> line.matches("readme-1\\W+m-1\\W+1\\W+0\\W*"));
  }

  /** A folder in which README's words hold: the command, and the key where README says it is. */
  private void standInForTheProject(LocalStack stack) throws IOException {
    Path command = folder.resolve("lakebus");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        command,
        """
        #!/usr/bin/env bash
        exec '%s' -Dlakebus.project='%s' -cp '%s' io.lakebus.local.Lakebus "$@" %s
        """
            .formatted(
                java,
                LocalStack.project(),
                System.getProperty("java.class.path"),
                String.join(" ", stack.options())));
    assertThat(command.toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(folder.resolve(".lakebus"), stack.home().folder());
  }

  private static String block(LocalStack stack, String name) throws IOException {
    String readme =
        Files.readString(LocalStack.project().resolve("README.md"), StandardCharsets.UTF_8);
    Matcher block =
        Pattern.compile("<!-- executed: " + name + " -->\\s*```sh\\n(.*?)```", Pattern.DOTALL)
            .matcher(readme);
    assertThat(block.find()).as(name).isTrue();
    return block.group(1).replace(DEFAULT_GATEWAY, "http://localhost:" + stack.ports().gateway());
  }

  private String execute(String commands) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder("bash", "-euc", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(commands).isTrue();
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
