// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lakebus bench neighbours}: what a vendor feels of the others at its gateway. */
@Command(
    name = "neighbours",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how long a vendor waits for its answers, alone at the gateway and beside vendors"
          + " that are at their limit, send slowly, or send rubbish. None of them may raise its p99"
          + " by more than a quarter.",
      "",
      "A broker and a gateway are started as by 'lakebus up', and nothing else of the stack. The"
          + " good vendor sends events of 1 KB, one in a request, by a fixed schedule; its latency"
          + " counts from the moment at which a request was due. Block by block it is alone or has"
          + " other neighbours, in one order and then in the other. Those come at a rate that is"
          + " told, and as fast as they are answered.",
      "",
      "The machine must do nothing else meanwhile. The bad vendors have a processor of their own,"
          + " so that they take from the gateway and not from the machine; it is another one after"
          + " each round."
    },
    footer = {
      "",
      "Exit code 0 if Kafka has what was accepted; 1 if not, or if the run was ended before its"
          + " time; 2 for wrong usage. Everything that was started is always ended. The folder is"
          + " deleted after a run that was right, and kept for a look after any other."
    })
public final class NeighboursBenchCommand implements Callable<Integer> {

  @Mixin private BenchOptions options;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "Events a second of the good vendor (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--limited-rate",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Requests a second of the vendor at its limit, which is 100 (default:"
              + " ${DEFAULT-VALUE}).")
  private double limitedRate;

  @Option(
      names = "--rubbish-rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "Requests a second of rubbish (default: ${DEFAULT-VALUE}).")
  private double rubbishRate;

  @Option(
      names = "--slow",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many send slowly at a time (default: ${DEFAULT-VALUE}).")
  private int slow;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    // A schedule has some requests in every block.
    if (!(rate >= 10) || !(limitedRate >= 1) || !(rubbishRate >= 1) || slow < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rate is at least 10, the other numbers of vendors at least 1");
    }
    BenchPlan plan =
        options.plan(
            " --rate %s --limited-rate %s --rubbish-rate %s --slow %d"
                .formatted(
                    BenchOptions.number(rate),
                    BenchOptions.number(limitedRate),
                    BenchOptions.number(rubbishRate),
                    slow));
    NeighboursPlan neighbours = new NeighboursPlan(rate, limitedRate, rubbishRate, slow);
    return options.run((stack, out) -> new NeighboursBench(stack, plan, neighbours, out).run());
  }
}
