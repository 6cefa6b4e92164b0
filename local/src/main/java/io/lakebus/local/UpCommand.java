// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.local.control.Progress;
import io.lakebus.local.control.Stack;
import io.lakebus.local.control.StackControl;
import io.lakebus.local.control.StackOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts the stack. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts the stack and returns when everything answers. Its data is kept.")
final class UpCommand implements Callable<Integer> {

  static final Duration LIMIT = Duration.ofMinutes(4);

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Stack stack = options.stack();
    new StackControl(stack, new Progress(out)).up(LIMIT);
    StackUrls.print(stack, out);
    return 0;
  }
}
