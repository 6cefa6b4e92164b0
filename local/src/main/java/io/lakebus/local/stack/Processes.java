// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The operating system's processes. Every process of a stack carries its home and its service's
 * name among its arguments, so that it is recognised without any record of it.
 */
public final class Processes {

  /** The name under which the supervisor is found. */
  public static final String SUPERVISOR = "supervisor";

  private static final String SERVICE_MARK = "lakebus.service=";
  private static final String HOME_MARK = "lakebus.home=";
  private static final String JAVA_PREFIX = "-D";
  private static final String POSTGRESQL_PREFIX = "--";
  private static final List<String> PREFIXES = List.of(JAVA_PREFIX, POSTGRESQL_PREFIX);

  private Processes() {}

  /** The first arguments of a Java process, by which {@link #of} recognises it. */
  public static List<String> javaMarks(Home home, String service) {
    return marks(JAVA_PREFIX, home, service);
  }

  /** The first arguments of a PostgreSQL process: settings that it takes and does not know. */
  public static List<String> postgresqlMarks(Home home, String service) {
    return marks(POSTGRESQL_PREFIX, home, service);
  }

  private static List<String> marks(String prefix, Home home, String service) {
    return List.of(prefix + SERVICE_MARK + service, prefix + HOME_MARK + home.folder());
  }

  /** The live processes of a home, by service. */
  public static Map<String, ProcessHandle> of(Home home) {
    Optional<String> folder = Optional.of(home.folder().toString());
    Map<String, ProcessHandle> found = new HashMap<>();
    ProcessHandle.allProcesses()
        .forEach(
            process -> {
              String[] arguments = process.info().arguments().orElse(new String[0]);
              if (arguments.length > 1 && value(HOME_MARK, arguments[1]).equals(folder)) {
                value(SERVICE_MARK, arguments[0]).ifPresent(name -> found.put(name, process));
              }
            });
    return found;
  }

  private static Optional<String> value(String mark, String argument) {
    return PREFIXES.stream()
        .map(prefix -> prefix + mark)
        .filter(argument::startsWith)
        .map(start -> argument.substring(start.length()))
        .findFirst();
  }

  /**
   * The exit code of a child that is dead or about to be. The operating system tells that a process
   * is gone a moment before Java has its exit code: that is waited for.
   *
   * @param limit how long
   * @return empty where there is none yet
   */
  static OptionalInt exitCode(Process child, Duration limit) throws InterruptedException {
    return child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(child.exitValue())
        : OptionalInt.empty();
  }

  /** Asks a process to end, and ends it when it has not after a while. */
  public static void end(ProcessHandle process, Duration grace) throws InterruptedException {
    process.destroy();
    if (!hasEnded(process, grace)) {
      process.destroyForcibly();
      hasEnded(process, Duration.ofSeconds(10));
    }
  }

  /** Waits until a process has ended; returns whether it has. */
  static boolean hasEnded(ProcessHandle process, Duration limit) throws InterruptedException {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      // Java notices late that a process has ended which it did not start itself.
      return !process.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for process " + process.pid(), e);
    }
  }

  /** The memory of a process without its children. */
  public static long ownMemory(long pid) {
    return ProcessHandle.of(pid).map(Processes::memoryOfOne).orElse(0L);
  }

  /**
   * The memory of a process and its children in bytes, pages that several share counted in
   * proportion where the system tells (Linux), else once per process.
   */
  public static long memory(long pid) {
    return ProcessHandle.of(pid)
        .map(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(processes -> processes.mapToLong(Processes::memoryOfOne).sum())
        .orElse(0L);
  }

  private static long memoryOfOne(ProcessHandle process) {
    Path proportional = Path.of("/proc/" + process.pid() + "/smaps_rollup");
    try {
      if (Files.exists(proportional)) {
        return Files.readAllLines(proportional).stream()
            .filter(line -> line.startsWith("Pss:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
            .sum();
      }
      return residentSetSize(process.pid());
    } catch (IOException e) {
      return 0; // it has ended since it was listed
    }
  }

  private static long residentSetSize(long pid) throws IOException {
    Process ps =
        new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader reader = ps.inputReader(StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      return line == null ? 0 : Long.parseLong(line.strip()) << 10;
    }
  }
}
