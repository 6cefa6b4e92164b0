// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.local.control.Progress;
import io.lakebus.local.control.StackControl;
import io.lakebus.local.control.StackOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends the stack. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Ends the stack gracefully. Its data is kept, and up goes on from it.")
final class DownCommand implements Callable<Integer> {

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Ending the stack of " + options.home().folder());
    out.flush();
    boolean ran = new StackControl(options.stack(), new Progress(out)).down();
    out.println(ran ? "Everything has ended; the data is kept." : "Nothing was running.");
    return 0;
  }
}
