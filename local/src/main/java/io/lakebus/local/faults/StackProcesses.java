// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Processes;
import io.lakebus.local.stack.Records;
import io.lakebus.local.stack.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The processes of a stack: killed, asked to end, or stopped for a while. */
final class StackProcesses {

  private static final long SIGNAL_SECONDS = 10;

  private final Home home;
  private final Records records;

  StackProcesses(Home home) {
    this.home = home;
    this.records = new Records(home);
  }

  /**
   * The live process of a service.
   *
   * @throws IOException if there is none now
   */
  ProcessHandle of(String service) throws IOException {
    ProcessHandle process = Processes.of(home).get(service);
    if (process == null) {
      throw new IOException("there is no process of " + service);
    }
    return process;
  }

  /** Ends a service's process at once, as a crash does. Returns its id. */
  long kill(String service) throws IOException {
    ProcessHandle process = of(service);
    process.destroyForcibly();
    return process.pid();
  }

  /** Asks a service's process to end. Returns it. */
  ProcessHandle terminate(String service) throws IOException {
    ProcessHandle process = of(service);
    process.destroy();
    return process;
  }

  /** Stops a service's process in the middle of what it does. Returns it. */
  ProcessHandle freeze(String service) throws IOException, InterruptedException {
    ProcessHandle process = of(service);
    signal("STOP", process);
    return process;
  }

  /** Lets a process go on; one that has ended meanwhile is left. */
  void thaw(ProcessHandle process) throws IOException, InterruptedException {
    if (process.isAlive()) {
      signal("CONT", process);
    }
  }

  /** Lets every process of the stack go on. */
  void thawAll() throws IOException, InterruptedException {
    for (ProcessHandle process : Processes.of(home).values()) {
      thaw(process);
    }
  }

  private static void signal(String name, ProcessHandle process)
      throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!kill.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException("cannot send SIG" + name + " to process " + process.pid());
    }
  }

  /** Where a service keeps its data. */
  Path data(String service) {
    return home.data(service);
  }

  /** The services that are not ready, with what is known of them. */
  List<String> notReady() {
    return records.services().stream()
        .filter(service -> service.state() != State.READY)
        .map(service -> service.name() + " " + service.state() + " " + service.message())
        .map(String::strip)
        .toList();
  }
}
