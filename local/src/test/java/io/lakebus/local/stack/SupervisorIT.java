// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import io.lakebus.local.control.Stack;
import io.lakebus.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(LocalStack.Shared.class)
class SupervisorIT {

  private static final Pattern RUNNING_JOB =
      Pattern.compile("\"id\":\"([0-9a-f]{32})\",\"status\":\"RUNNING\"");

  /** A tenth of what the job and its libraries are. */
  private static final long MANY_CLASSES = 1_000;

  @Test
  void aKilledServiceIsStartedAgain(LocalStack stack) {
    ProcessHandle killed = stack.process("s3");
    int restarts = stack.await("s3", record -> record.state() == State.READY).restarts();

    killed.destroyForcibly();

    ServiceRecord again =
        stack.await(
            "s3", record -> record.state() == State.READY && record.restarts() == restarts + 1);
    assertThat(again.pid()).get().isNotEqualTo(killed.pid());
    // Of a service that was adopted the exit code cannot be known.
    assertThat(again.message()).isIn("ended with exit code 137", "ended, exit code unknown");
  }

  @Test
  void upTwiceChangesNothing(LocalStack stack) {
    long supervisor = stack.process(Processes.SUPERVISOR).pid();
    long kafka = stack.process("kafka").pid();

    assertThat(stack.run("up").exitCode()).isZero();

    assertThat(stack.process(Processes.SUPERVISOR).pid()).isEqualTo(supervisor);
    assertThat(stack.process("kafka").pid()).isEqualTo(kafka);
  }

  @Test
  void theServicesOfAKilledSupervisorAreAdopted(LocalStack stack) {
    ProcessHandle supervisor = stack.process(Processes.SUPERVISOR);
    long kafka = stack.process("kafka").pid();
    long jobManager = stack.process("jobmanager").pid();

    supervisor.destroyForcibly();
    Await.until(Duration.ofSeconds(10), () -> !supervisor.isAlive());
    assertThat(stack.run("status").exitCode()).isEqualTo(1);
    LocalStack.Outcome up = stack.run("up");

    assertThat(up.exitCode()).as(up.out() + up.err()).isZero();
    assertThat(stack.process("kafka").pid()).isEqualTo(kafka);
    assertThat(stack.process("jobmanager").pid()).isEqualTo(jobManager);
    assertThat(stack.run("status").exitCode()).isZero();
  }

  /** What Flink loads anew for each run of a job it keeps: dozens of runs would be its end. */
  @Test
  void aJobThatIsStartedAgainLoadsNoClassesAgain(LocalStack stack) throws Exception {
    startJobAgain(stack);
    long before = classesLoadedBy(stack.process("taskmanager"));

    startJobAgain(stack);

    assertThat(classesLoadedBy(stack.process("taskmanager")) - before).isLessThan(MANY_CLASSES);
  }

  private static void startJobAgain(LocalStack stack) throws Exception {
    Optional<Instant> since = stack.await("job", record -> record.state() == State.READY).since();
    int flink = stack.ports().flink();
    Matcher running = RUNNING_JOB.matcher(stack.get(flink, "/jobs").body());
    assertThat(running.find()).isTrue();
    HttpRequest cancel =
        HttpRequest.newBuilder(Ports.url(flink).resolve("/jobs/" + running.group(1)))
            .method("PATCH", HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(cancel, HttpResponse.BodyHandlers.discarding());
    }
    stack.await("job", record -> record.state() == State.READY && !record.since().equals(since));
  }

  private static long classesLoadedBy(ProcessHandle process) throws IOException {
    Path jstat = Path.of(System.getProperty("java.home"), "bin", "jstat");
    Process asked =
        new ProcessBuilder(jstat.toString(), "-class", Long.toString(process.pid()))
            .redirectErrorStream(true)
            .start();
    List<String> lines = asked.inputReader().lines().toList();
    return Long.parseLong(lines.getLast().strip().split(" ", 2)[0]);
  }

  @Test
  void aPortInUseIsNamedBeforeAnythingStarts(@TempDir Path home) throws IOException {
    Ports ports = new Ports(-3000);
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.trino()));
      Stack stack = new Stack(Path.of("..").toAbsolutePath(), new Home(home), ports);

      assertThat(Preflight.problems(stack.home(), stack.services(), Set.of()))
          .containsExactly("Port 5082 is in use by another program; trino needs it.");
    }
  }
}
