// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.bus.Bus;
import io.lakebus.definition.Change;
import io.lakebus.definition.Changes;
import io.lakebus.definition.Definition;
import io.lakebus.definition.DefinitionFiles;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.control.LiveDefinition;
import io.lakebus.local.control.Progress;
import io.lakebus.local.control.Stack;
import io.lakebus.local.control.StackControl;
import io.lakebus.local.control.StackOptions;
import io.lakebus.local.rules.Definitions;
import io.lakebus.local.service.Uptake;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a bus definition. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a bus definition changes, and brings it into force in the running stack, without"
          + " a restart. A definition that is wrong changes nothing.",
      "It takes the place of .lakebus/bus.yaml."
    })
final class ApplyCommand implements Callable<Integer> {

  private static final Duration UPTAKE_LIMIT = Duration.ofSeconds(30);

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE_OR_FOLDER",
      description = "The bus definition: a YAML file, or a folder of them.")
  private Path path;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Only show what would change.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Bus next = Definitions.read(path);
    DefinitionFiles files = DefinitionFiles.read(path);
    Stack stack = options.stack();
    if (!new StackControl(stack, new Progress(out)).isRunning()) {
      throw new CommandFailure(
          "The stack is not running; it starts with what is in "
              + stack.home().busDefinition()
              + ": lakebus up");
    }
    LiveDefinition live = new LiveDefinition(stack);
    Definition inForce = inForce(live);
    requireSameBus(inForce.bus(), next);
    List<Change> changes = Changes.between(inForce.bus(), next);
    ChangesText.print(changes, inForce.version(), out);
    if (dryRun) {
      return 0;
    }
    if (changes.isEmpty()) {
      stack.bus().replace(files);
      return 0;
    }
    if (!yes && !Confirmation.ask("Bring this into force?", out)) {
      out.println("Nothing was changed.");
      return 1;
    }
    publish(live, files, out);
    return 0;
  }

  private static Definition inForce(LiveDefinition live) throws InterruptedException {
    try {
      Optional<Definition> current = live.current();
      return current.orElseThrow(
          () ->
              new CommandFailure("No definition is in force yet: lakebus up publishes the first"));
    } catch (IOException e) {
      throw new CommandFailure("What is in force cannot be found out: " + e.getMessage(), e);
    }
  }

  private static void requireSameBus(Bus inForce, Bus next) {
    if (!inForce.name().equals(next.name())) {
      throw new CommandFailure(
          "The definition is of the bus '"
              + next.name()
              + "', and this stack runs the bus '"
              + inForce.name()
              + "'; nothing was changed.");
    }
  }

  private void publish(LiveDefinition live, DefinitionFiles files, PrintWriter out)
      throws IOException, InterruptedException {
    Stack stack = live.stack();
    int version;
    try {
      version = live.publish(files).version();
    } catch (IOException e) {
      throw new CommandFailure(e.getMessage() + "\n'lakebus apply --dry-run' tells", e);
    }
    long published = System.nanoTime();
    stack.bus().replace(files);
    Uptake uptake = new Uptake(stack.job());
    if (!uptake.await(version, UPTAKE_LIMIT)) {
      throw new CommandFailure(
          "Version "
              + version
              + " is published, but after "
              + UPTAKE_LIMIT.toSeconds()
              + " s it is not in force everywhere: "
              + uptake.describe()
              + ". See: lakebus logs gateway, lakebus logs taskmanager");
    }
    out.printf(
        "Version %d is in force in the gateway and in the job, after %.1f s.%n",
        version, Duration.ofNanos(System.nanoTime() - published).toMillis() / 1000.0);
  }
}
