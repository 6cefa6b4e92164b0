// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.local.sample.SampleCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** The command {@code lakebus}. A new subcommand is added to the list in the annotation. */
@Command(
    name = "lakebus",
    mixinStandardHelpOptions = true,
    version = "Lakebus 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Captures events in real time and turns them into tables.",
    footer = {"", "First steps:  lakebus demo", "Exit codes:   0 done, 1 failed, 2 wrong usage"},
    subcommands = {SampleCommand.class, CommandLine.HelpCommand.class})
public final class Lakebus implements Runnable {

  @Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line; failures are one line on standard error. */
  public static CommandLine commandLine() {
    return new CommandLine(new Lakebus())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(Lakebus::report);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int report(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof CommandFailure) {
      PrintWriter err = commandLine.getErr();
      err.println(commandLine.getColorScheme().errorText(failure.getMessage()));
      err.flush();
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }
}
