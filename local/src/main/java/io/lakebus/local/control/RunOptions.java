// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.control;

import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Links;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Processes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Where a command works that starts processes of its own, ends them all, and reports what it found.
 * A command takes them by {@code @Mixin RunOptions run = new RunOptions(…)}.
 */
public final class RunOptions {

  private final String usualFolder;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the report there, too, in Markdown.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The folder of what is started, a new one (default: one in the project).")
  private Optional<Path> home = Optional.empty();

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "Added to every port (default: ${DEFAULT-VALUE}).")
  private int portOffset;

  @Option(names = "--keep", description = "Keep the folder also after a run that was right.")
  private boolean keep;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Says where a command works unless it is told otherwise.
   *
   * @param usualFolder the name of its folder in the project's
   * @param usualOffset added to every port, in ports
   */
  public RunOptions(String usualFolder, int usualOffset) {
    this.usualFolder = usualFolder;
    this.portOffset = usualOffset;
  }

  /**
   * Describes what is to be started. Nothing is started or written.
   *
   * @param links where clients find the servers that have these ports
   */
  public Stack stack(Function<Ports, Links> links) {
    try {
      Path project = StackOptions.project();
      Home folder = new Home(home.orElse(project.resolve(usualFolder)));
      return new Stack(project, folder, links.apply(new Ports(portOffset)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * Requires a folder that is not there yet.
   *
   * @throws CommandFailure if it is; its text says what to do
   */
  public static void requireNew(Home home) {
    Collection<ProcessHandle> running = Processes.of(home).values();
    if (!running.isEmpty()) {
      throw new CommandFailure(
          "A run is under way in "
              + home.folder()
              + ", or has left processes behind, which can be ended by: kill "
              + running.stream()
                  .map(process -> Long.toString(process.pid()))
                  .collect(Collectors.joining(" ")));
    }
    if (Files.exists(home.folder())) {
      throw new CommandFailure(
          home.folder()
              + " is there, from an earlier run perhaps. Look at it, and delete it or name another"
              + " folder by --home.");
    }
  }

  /** Prints the report, and writes it to the file that was named. */
  public void write(List<String> lines) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    lines.forEach(out::println);
    out.flush();
    if (report.isPresent()) {
      Files.write(report.get(), lines);
    }
  }

  /** Whether the folder stays also when there is nothing in it to look for. */
  public boolean isKept() {
    return keep;
  }
}
