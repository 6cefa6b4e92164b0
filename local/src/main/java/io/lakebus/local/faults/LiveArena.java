// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A running stack.
 *
 * @param world the stack
 * @param recoveries measures how it comes back
 */
record LiveArena(World world, Recoveries recoveries) implements Arena {

  @Override
  public NewRows.Mark mark() {
    return world.rows().mark();
  }

  @Override
  public Effect strike(Injection injection) throws IOException, InterruptedException {
    return injection.act().on(world);
  }

  @Override
  public Injected.Recovery awaitRecovery(NewRows.Mark mark, Instant over, Duration limit)
      throws InterruptedException {
    return recoveries.await(mark, over, limit);
  }

  @Override
  public List<String> notReady() {
    return world.processes().notReady();
  }

  @Override
  public void heal() throws IOException, InterruptedException {
    world.links().heal();
    world.failPoints().disarm();
    world.processes().thawAll();
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    world.pause().sleep(time);
  }
}
