// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.bus.Bus;
import io.lakebus.definition.DefinitionLogException;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.cli.OutputFormat;
import io.lakebus.local.control.LiveDefinition;
import io.lakebus.local.control.StackOptions;
import io.lakebus.local.rules.Definitions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakebus check}: compares what was sent with what the tables hold. */
@Command(
    name = "check",
    description = {
      "Compares the journals of 'send --journal' with the tables, id by id, through Trino and once"
          + " more through Iceberg's own API, and goes through all files that the tables name.",
      "",
      "An accepted event has each of its rows once, in every table that its rules send it to, and"
          + " one in the archive, with the detail that was sent. A rejected one has none. One whose"
          + " answer was lost has all or none. A row received since the run began that the journals"
          + " do not know is a phantom: nobody else may send as this vendor meanwhile.",
      "",
      "Prints a verdict on each invariant. Exits with 0 if they hold, else with 1."
    },
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "JOURNAL",
      arity = "1..*",
      description = "The journals, one of each sender.")
  private List<Path> journals;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = {
        "The bus definition that was in force all the time (default: those that Kafka has, each for"
            + " the rows that name its version)."
      })
  private Optional<Path> definition = Optional.empty();

  @Option(
      names = "--vendor",
      paramLabel = "NAME",
      defaultValue = "demo",
      description = "Who sent the events (default: ${DEFAULT-VALUE}).")
  private String vendor;

  @Option(
      names = "--trino",
      paramLabel = "URL",
      description = "The JDBC URL with the catalog (default: jdbc:trino://127.0.0.1:8082/lakebus).")
  private Optional<String> trino = Optional.empty();

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "How long rows may still be missing (default: ${DEFAULT-VALUE}).")
  private Duration wait;

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = {
        "How long after everything is there the tables are looked at again: a row that comes twice"
            + " may come late (default: ${DEFAULT-VALUE})."
      })
  private Duration settle;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Mixin private StackOptions stack;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    BusVersions buses =
        definition.isPresent()
            ? BusVersions.always(Definitions.read(definition.get()))
            : published();
    PrintWriter err = spec.commandLine().getErr();
    Run run = Run.of(buses.newest(), vendor, Run.Sent.of(journals)).with(buses);
    Oracle oracle = oracle(run, err::println);
    try (Lake lake = StackLake.open(stack.stack(), run.bus(), vendor, trino)) {
      CheckReport report = oracle.check(lake, new Patience(wait, settle));
      if (format == OutputFormat.JSON) {
        spec.commandLine().getOut().println(report.toJson().toPrettyString());
      } else {
        report.print(spec.commandLine().getOut());
      }
      return report.verdicts().hold() ? 0 : 1;
    } catch (TablesException | IOException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  private BusVersions published() throws InterruptedException {
    try {
      SortedMap<Integer, Bus> versions = new LiveDefinition(stack.stack()).versions();
      if (versions.isEmpty()) {
        throw new CommandFailure(
            "No bus definition is published yet: lakebus up publishes the first");
      }
      return BusVersions.of(versions);
    } catch (DefinitionLogException e) {
      throw new CommandFailure(
          "Which bus definitions were in force, Kafka does not tell: "
              + e.getMessage()
              + ". Start the stack (lakebus up), or name the definition: --file",
          e);
    }
  }

  private static Oracle oracle(Run run, Consumer<String> progress) {
    try {
      return Oracle.of(run, progress);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(e.getMessage() + " is not there", e);
    } catch (IOException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }
}
