// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.control;

import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.service.Kafka;
import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.Folders;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.JavaProgram;
import io.lakebus.local.stack.Launch;
import io.lakebus.local.stack.Preflight;
import io.lakebus.local.stack.PrivateFiles;
import io.lakebus.local.stack.Processes;
import io.lakebus.local.stack.Records;
import io.lakebus.local.stack.ServiceRecord;
import io.lakebus.local.stack.State;
import io.lakebus.local.stack.SupervisorRecord;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Starts and ends a stack, from outside of it. */
public final class StackControl {

  private static final Duration DOWN_LIMIT = Duration.ofMinutes(3);
  private static final Duration SUPERVISOR_LIMIT = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Stack stack;
  private final Records records;
  private final Progress progress;

  public StackControl(Stack stack, Progress progress) {
    this.stack = stack;
    this.records = new Records(stack.home());
    this.progress = progress;
  }

  /** Whether a supervisor keeps this stack running. */
  public boolean isRunning() {
    return supervisor().isPresent();
  }

  private Optional<ProcessHandle> supervisor() {
    return Optional.ofNullable(Processes.of(stack.home()).get(Processes.SUPERVISOR));
  }

  /**
   * Starts the stack, or what of it does not run, and returns when everything answers. A stack that
   * runs with other settings or an older build is ended first.
   *
   * @throws CommandFailure if it cannot start
   */
  public void up(Duration limit) throws IOException, InterruptedException {
    Map<String, ProcessHandle> running = Processes.of(stack.home());
    if (running.isEmpty()) {
      // Before anything is written: a start that cannot succeed leaves no half-made home.
      preflight(Set.of());
    }
    stack.bus().prepare();
    boolean current = records.supervisor().map(SupervisorRecord::fingerprint).equals(fingerprint());
    if (!running.isEmpty() && !current) {
      progress.say("Settings or programs have changed: ending what runs.");
      down();
      running = Map.of();
    }
    if (!running.containsKey(Processes.SUPERVISOR)) {
      preflight(running.keySet());
      startSupervisor();
    }
    awaitReady(limit);
  }

  private void preflight(Set<String> running) {
    List<String> problems = Preflight.problems(stack.home(), stack.services(), running);
    if (!problems.isEmpty()) {
      throw new CommandFailure(
          String.join(System.lineSeparator(), problems)
              + System.lineSeparator()
              + "Nothing was started. --port-offset N shifts all ports.");
    }
  }

  private Optional<String> fingerprint() {
    return Optional.of(stack.fingerprint());
  }

  private void startSupervisor() throws IOException, InterruptedException {
    Home home = stack.home();
    String portOffset = Integer.toString(stack.ports().offset());
    String linkShift = Integer.toString(stack.links().shift());
    PrivateFiles.writeProperties(
        home.stackProperties(), Map.of("port-offset", portOffset, "link-shift", linkShift));
    List<String> options =
        List.of(
            "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlakebus.log.level=INFO");
    Launch launch =
        new JavaProgram(
                Processes.SUPERVISOR,
                new ClassPaths(stack.project()).local(),
                new ClassPaths(stack.project()).archives(),
                options,
                SupervisorMain.class.getName())
            .launch(
                home,
                List.of(
                    stack.project().toString(), home.folder().toString(), portOffset, linkShift));
    Path output = home.log(Processes.SUPERVISOR);
    Files.createDirectories(output.getParent());
    // A process group of its own: an interrupt typed at the terminal is not for it.
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "set -m; nohup \"$@\" >&2 & disown", "supervisor"));
    command.addAll(launch.command());
    int exitCode =
        new ProcessBuilder(command)
            .directory(home.folder().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start()
            .waitFor();
    if (exitCode != 0) {
      throw new CommandFailure("The supervisor cannot be started: see " + output);
    }
  }

  private void awaitReady(Duration limit) throws InterruptedException {
    long start = System.nanoTime();
    ProcessHandle supervisor = awaitSupervisor();
    Map<String, State> seen = new HashMap<>();
    List<String> names = stack.names();
    boolean published = false;
    while (!published || !names.stream().allMatch(name -> seen.get(name) == State.READY)) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      if (!supervisor.isAlive()) {
        throw supervisorEnded();
      }
      if (elapsed.compareTo(limit) > 0) {
        throw new CommandFailure(notReady(names, seen, limit));
      }
      if (isRecordOf(supervisor)) {
        records.services().forEach(service -> progress.show(service, seen, elapsed));
        published = published || (seen.get(Kafka.NAME) == State.READY && publish());
      }
      pause();
    }
  }

  /** Brings the bus definition into force, which gateway and job wait for. */
  private boolean publish() throws InterruptedException {
    try {
      new LiveDefinition(stack)
          .publishFile()
          .ifPresent(
              published ->
                  progress.say("  version " + published.version() + " of the bus is published"));
      return true;
    } catch (IOException e) {
      progress.say("  The bus is not published yet: " + e.getMessage());
      return false;
    }
  }

  private ProcessHandle awaitSupervisor() throws InterruptedException {
    long limit = System.nanoTime() + SUPERVISOR_LIMIT.toNanos();
    Optional<ProcessHandle> found = supervisor();
    while (found.isEmpty()) {
      if (System.nanoTime() > limit) {
        throw supervisorEnded();
      }
      pause();
      found = supervisor();
    }
    return found.get();
  }

  private boolean isRecordOf(ProcessHandle supervisor) {
    return records.supervisor().filter(found -> found.pid() == supervisor.pid()).isPresent();
  }

  private CommandFailure supervisorEnded() {
    return new CommandFailure("The supervisor has ended, see: lakebus logs supervisor");
  }

  private static void pause() throws InterruptedException {
    LockSupport.parkNanos(POLL.toNanos());
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private String notReady(List<String> names, Map<String, State> seen, Duration limit) {
    StringBuilder text = new StringBuilder();
    text.append("Not everything is ready after ").append(limit.toSeconds()).append(" s:");
    for (String name : names) {
      if (seen.get(name) != State.READY) {
        String message = records.service(name).map(ServiceRecord::message).orElse("");
        text.append(System.lineSeparator())
            .append("  ")
            .append(name)
            .append(message.isEmpty() ? "" : " " + message)
            .append(", see: lakebus logs ")
            .append(name);
      }
    }
    return text.toString();
  }

  /** Ends the stack gracefully; its data stays. Returns whether anything ran. */
  public boolean down() throws InterruptedException {
    Map<String, ProcessHandle> running = Processes.of(stack.home());
    ProcessHandle supervisor = running.get(Processes.SUPERVISOR);
    if (supervisor != null) {
      Processes.end(supervisor, DOWN_LIMIT);
    }
    // What an earlier supervisor has left behind, those first that others do not need.
    Map<String, ProcessHandle> left = Processes.of(stack.home());
    for (String name : stack.names().reversed()) {
      if (left.containsKey(name)) {
        Processes.end(left.get(name), Duration.ofSeconds(15));
      }
    }
    return !running.isEmpty();
  }

  /** Ends the stack and deletes its data, settings, keys and logs. */
  public void reset() throws IOException, InterruptedException {
    down();
    Folders.delete(stack.home().folder());
  }
}
