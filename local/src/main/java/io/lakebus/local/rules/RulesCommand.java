// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.rules;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lakebus rules}: what the rules of a bus definition are and do. */
@Command(
    name = "rules",
    description = "Shows the rules of a bus definition, and what they make of an event.",
    mixinStandardHelpOptions = true,
    subcommands = {RulesListCommand.class, RulesTestCommand.class})
public final class RulesCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
