// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.control.Progress;
import io.lakebus.local.control.StackControl;
import io.lakebus.local.control.StackOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends the stack and deletes everything of it. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Ends the stack and deletes its data, keys, settings and logs. Asks first.")
final class ResetCommand implements Callable<Integer> {

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = options.home().folder();
    if (!Files.exists(folder)) {
      out.println("There is nothing to delete: " + folder + " does not exist.");
      return 0;
    }
    if (!options.home().isStack()) {
      throw new CommandFailure(folder + " is not the folder of a stack; nothing was deleted.");
    }
    if (!yes && !Confirmation.ask("Delete " + folder + " with all its data?", out)) {
      out.println("Nothing was deleted.");
      return 1;
    }
    new StackControl(options.stack(), new Progress(out)).reset();
    out.println("Deleted " + folder);
    return 0;
  }
}
