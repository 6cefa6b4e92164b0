// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lakebus bench gateway}: what an event costs at the gateway. */
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how many events the gateway takes for a second of CPU time, beside the least that"
          + " an HTTP server can do, and beside Kafka's own performance test of the producer.",
      "",
      "A broker and a gateway are started as by 'lakebus up', and nothing else of the stack;"
          + " further a bare Jetty and a bare Javalin that read bodies and answer 202, the"
          + " performance test, and the vendors that send. They take turns, block by block, in one"
          + " order and then in the other, each by itself. Events have 1 KB and come one or a"
          + " hundred in a request; the vendor is authenticated, and a 202 means that Kafka has the"
          + " event.",
      "",
      "First each sends as fast as it is answered: events per CPU-second. Then requests come by a"
          + " fixed schedule, half as many as the gateway could take: latency, from the moment at"
          + " which a request was due. Last the gateway is profiled for a block.",
      "",
      "The machine must do nothing else meanwhile. What is measured has a processor of its own, and"
          + " all others share the rest; the processors change roles after each round."
    },
    footer = {
      "",
      "Exit code 0 if Kafka has what was accepted; 1 if not, or if the run was ended before its"
          + " time; 2 for wrong usage. Everything that was started is always ended. The folder is"
          + " deleted after a run that was right, and kept for a look after any other."
    })
public final class GatewayBenchCommand implements Callable<Integer> {

  @Mixin private BenchOptions options;

  @Override
  public Integer call() throws IOException {
    BenchPlan plan = options.plan("");
    return options.run((stack, out) -> new GatewayBench(stack, plan, out).run());
  }
}
