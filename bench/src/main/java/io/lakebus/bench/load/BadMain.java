// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.AgentLoop;
import java.io.IOException;

/** The program of the bad load: an agent that is told plans. */
public final class BadMain {

  private BadMain() {}

  /** Runs until nobody tells it any more. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BadLoad load = new BadLoad();
    AgentLoop.run(plan -> load.run(BadPlan.of(plan)).fields());
  }
}
