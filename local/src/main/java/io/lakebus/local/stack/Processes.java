// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private Processes() {}

  /** The arguments by which {@link #of} recognises a process; {@code prefix} is its own syntax. */
  public static List<String> marks(String prefix, Home home, String service) {
    return List.of(prefix + SERVICE_MARK + service, prefix + HOME_MARK + home.folder());
  }

  /** The live processes of a home, by service. */
  public static Map<String, ProcessHandle> of(Home home) {
    Map<String, ProcessHandle> found = new HashMap<>();
    ProcessHandle.allProcesses()
        .forEach(
            process -> {
              String[] arguments = process.info().arguments().orElse(new String[0]);
              if (valueOf(HOME_MARK, arguments).equals(Optional.of(home.folder().toString()))) {
                valueOf(SERVICE_MARK, arguments).ifPresent(name -> found.put(name, process));
              }
            });
    return found;
  }

  private static Optional<String> valueOf(String mark, String[] arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith(mark, Math.max(0, argument.indexOf(mark))))
        .map(argument -> argument.substring(argument.indexOf(mark) + mark.length()))
        .findFirst();
  }

  /** Asks a process to end, and ends it when it has not after a while. */
  public static void end(ProcessHandle process, Duration grace) throws InterruptedException {
    process.destroy();
    if (!hasEnded(process, grace)) {
      process.destroyForcibly();
      hasEnded(process, Duration.ofSeconds(10));
    }
  }

  private static boolean hasEnded(ProcessHandle process, Duration limit)
      throws InterruptedException {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
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
