// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.config.Durations;
import io.lakebus.local.bench.BenchCommand;
import io.lakebus.local.check.CheckCommand;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.faults.TortureCommand;
import io.lakebus.local.measure.FreshnessCommand;
import io.lakebus.local.rules.RulesCommand;
import io.lakebus.local.sample.SampleCommand;
import io.lakebus.local.send.SendCommand;
import io.lakebus.local.sql.SqlCommand;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code lakebus}. A new subcommand is added to the list in the annotation. */
@Command(
    name = "lakebus",
    mixinStandardHelpOptions = true,
    versionProvider = Lakebus.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Captures events in real time and turns them into tables.",
    footer = {"", "First steps:  lakebus demo", "Exit codes:   0 done, 1 failed, 2 wrong usage"},
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      ResetCommand.class,
      ApplyCommand.class,
      SendCommand.class,
      SqlCommand.class,
      KeyCommand.class,
      RulesCommand.class,
      CheckCommand.class,
      SampleCommand.class,
      FreshnessCommand.class,
      TortureCommand.class,
      BenchCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Lakebus implements Runnable {

  /** The version that the jar's manifest has; classes that are in no jar have none. */
  static final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Lakebus.class.getPackage().getImplementationVersion();
      return new String[] {"Lakebus " + Objects.requireNonNullElse(version, "(not from a jar)")};
    }
  }

  @Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line; failures are one line on standard error. */
  public static CommandLine commandLine() {
    return new CommandLine(new Lakebus())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .registerConverter(Duration.class, Lakebus::duration)
        .setExecutionExceptionHandler(Lakebus::report);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static Duration duration(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
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
