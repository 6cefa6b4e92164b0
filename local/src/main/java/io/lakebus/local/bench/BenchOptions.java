// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.cli.Ending;
import io.lakebus.local.control.RunOptions;
import io.lakebus.local.control.Stack;
import io.lakebus.local.stack.Folders;
import io.lakebus.local.stack.Links;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Mixin;
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

  @Mixin private RunOptions options = new RunOptions(".lakebus-bench", 2000);

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
    Stack stack = options.stack(Links::direct);
    RunOptions.requireNew(stack.home());
    PrintWriter out = spec.commandLine().getOut();
    try (Ending ending = new Ending(Thread.currentThread())) {
      Bench.Result result = run(bench, stack, ending);
      options.write(result.lines());
      if (result.isRight() && !options.isKept()) {
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
}
