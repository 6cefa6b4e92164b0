// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** {@code lakebus bench}: all benchmarks. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    description = "Measures parts of Lakebus beside their peers.",
    subcommands = {GatewayBenchCommand.class, NeighboursBenchCommand.class})
public final class BenchCommand implements Runnable {

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
