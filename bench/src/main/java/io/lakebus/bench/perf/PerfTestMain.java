// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.perf;

import io.lakebus.bench.agent.AgentLoop;
import io.lakebus.bench.load.EventBodies;
import io.lakebus.config.Settings;
import io.lakebus.gateway.GatewayConfig;
import java.io.IOException;
import java.nio.file.Path;

/** The performance test's program: an agent that is told how long to run. */
public final class PerfTestMain {

  private PerfTestMain() {}

  /**
   * Runs until nobody tells it any more.
   *
   * @param arguments the gateway's settings file, the topic, a file for the payloads
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    GatewayConfig gateway =
        GatewayConfig.of(
            Settings.load(new String[] {"--config=" + arguments[0]}, GatewayConfig.SETTINGS));
    Path payloads = Path.of(arguments[2]);
    new EventBodies().write(payloads);
    try (PerfTest test = new PerfTest(gateway.kafka(), arguments[1], payloads)) {
      AgentLoop.run(test::run);
    }
  }
}
