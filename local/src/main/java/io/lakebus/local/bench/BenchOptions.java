// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.local.CommandFailure;
import io.lakebus.local.StackOptions;
import io.lakebus.local.faults.Ending;
import io.lakebus.local.stack.Folders;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Processes;
import io.lakebus.local.stack.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every benchmark is asked for in the same way, and what is done around its run. */
final class BenchOptions {

  private static final double MILLIS = 1000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "8",
      description = "How long a block is (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many blocks each has (default: ${DEFAULT-VALUE}).")
  private int blocks;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How many blocks each has before, which do not count (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the report there, too, in Markdown.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "The folder of what is started, a new one (default: .lakebus-bench in the project).")
  private Optional<Path> home = Optional.empty();

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Added to every port (default: ${DEFAULT-VALUE}).")
  private int portOffset;

  @Option(names = "--keep", description = "Keep the folder also when the run was right.")
  private boolean keep;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * What a run is asked for.
   *
   * @param more the options of this benchmark alone, as they repeat the run
   */
  BenchPlan plan(String more) {
    if (!(seconds >= 0.1) || blocks < 1 || warmUp < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seconds is at least 0.1, --blocks and --warm-up at least 1");
    }
    String command =
        "lakebus bench %s --seconds %s --blocks %d --warm-up %d%s"
            .formatted(spec.name(), number(seconds), blocks, warmUp, more);
    return new BenchPlan(Duration.ofMillis((long) (seconds * MILLIS)), blocks, warmUp, command);
  }

  /** A number as people write it. */
  static String number(double number) {
    return Double.toString(number).replaceAll("\\.0$", "");
  }

  /** Runs it in a folder of its own, writes its report, and says by which code to exit. */
  int run(Bench bench) throws IOException {
    Stack stack = stack();
    check(stack.home());
    PrintWriter out = spec.commandLine().getOut();
    try (Ending ending = new Ending(Thread.currentThread())) {
      Bench.Result result = run(bench, stack, ending);
      write(result.lines());
      if (result.isRight() && !keep) {
        Folders.delete(stack.home().folder());
      } else {
        out.println("the folder is kept: " + stack.home().folder());
      }
      return result.isRight() ? 0 : 1;
    }
  }

  /** Whoever asks for the end at the terminal asks the processes at the same time. */
  private Bench.Result run(Bench bench, Stack stack, Ending ending) {
    try {
      return bench.run(stack, spec.commandLine().getOut());
    } catch (InterruptedException e) {
      throw new CommandFailure("Ended before its time; everything has ended.", e);
    } catch (IOException e) {
      throw new CommandFailure(
          ending.isAsked()
              ? "Ended before its time; everything has ended."
              : e.getMessage() + "; everything has ended, its logs are in " + stack.home().logs(),
          e);
    }
  }

  private void write(List<String> lines) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    lines.forEach(out::println);
    out.flush();
    if (report.isPresent()) {
      Files.write(report.get(), lines);
    }
  }

  private Stack stack() {
    try {
      Home folder = new Home(home.orElse(StackOptions.project().resolve(".lakebus-bench")));
      return new Stack(StackOptions.project(), folder, new Ports(portOffset));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void check(Home folder) {
    Collection<ProcessHandle> running = Processes.of(folder).values();
    if (!running.isEmpty()) {
      throw new CommandFailure(
          "A run is under way in "
              + folder.folder()
              + ", or has left processes behind, which can be ended by: kill "
              + running.stream()
                  .map(process -> Long.toString(process.pid()))
                  .collect(Collectors.joining(" ")));
    }
    if (Files.exists(folder.folder())) {
      throw new CommandFailure(
          folder.folder()
              + " is there, from an earlier run perhaps. Look at it, and delete it or name another"
              + " folder by --home.");
    }
  }
}
