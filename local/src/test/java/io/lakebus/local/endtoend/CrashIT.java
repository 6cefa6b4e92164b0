// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.endtoend;

import io.lakebus.local.stack.LocalStack;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Processes die by kill -9 while events come in. */
class CrashIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"taskmanager", "jobmanager", "gateway", "catalog", "postgresql"})
  void everyAcceptedEventIsInItsTablesOnceWhen(String service) throws Exception {
    Path journal = folder.resolve("journal");
    String sample = STACK.project().resolve("sample/sport-events.csv").toString();
    CompletableFuture<LocalStack.Outcome> sending =
        CompletableFuture.supplyAsync(
            () ->
                STACK.run(
                    "send",
                    sample,
                    "--new-ids",
                    "--limit",
                    "3000",
                    "--rate",
                    "150",
                    "--journal",
                    journal.toString()));
    STACK.queryUntil(1, "SELECT 1 FROM cat1 LIMIT 1");

    assertThat(STACK.process(service).destroyForcibly()).isTrue();

    LocalStack.Outcome sent = sending.get(5, TimeUnit.MINUTES);
    LocalStack.Outcome checked = STACK.run("check", journal.toString(), "--wait", "180s");
    assertThat(checked.out())
        .as(sent.out())
        .contains("every accepted event is in each of its tables exactly once");
    assertThat(checked.exitCode()).isZero();
  }
}
