// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(LocalStack.Shared.class)
class SupervisorIT {

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
    assertThat(Waiting.until(Duration.ofSeconds(10), () -> !supervisor.isAlive())).isTrue();
    assertThat(stack.run("status").exitCode()).isEqualTo(1);
    LocalStack.Outcome up = stack.run("up");

    assertThat(up.exitCode()).as(up.out() + up.err()).isZero();
    assertThat(stack.process("kafka").pid()).isEqualTo(kafka);
    assertThat(stack.process("jobmanager").pid()).isEqualTo(jobManager);
    assertThat(stack.run("status").exitCode()).isZero();
  }

  @Test
  void aPortInUseIsNamedBeforeAnythingStarts(@TempDir Path home) throws IOException {
    Ports ports = new Ports(-3000);
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.trino()));
      Stack stack = new Stack(Path.of("..").toAbsolutePath(), new Home(home), ports);

      assertThat(Preflight.problems(stack, Set.of()))
          .containsExactly("Port 5082 is in use by another program; trino needs it.");
    }
  }
}
