// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.AgentLoop;
import java.io.IOException;

/** The load's program: an agent that is told plans. */
public final class LoadMain {

  private LoadMain() {}

  /** Runs until nobody tells it any more. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Load load = new Load();
    AgentLoop.run(plan -> load.run(LoadPlan.of(plan)).fields());
  }
}
