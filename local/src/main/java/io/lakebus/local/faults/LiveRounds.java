// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.check.Run;
import io.lakebus.local.send.VendorLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A running stack, for the faults that come after the check.
 *
 * @param stand the stack
 * @param check looks for the events of a load
 */
record LiveRounds(Stand stand, Check check) implements Aftermath.Rounds {

  /** Compares what was sent with the tables. */
  @FunctionalInterface
  interface Check {
    Findings of(Run.Sent sent) throws IOException;
  }

  @Override
  public Aftermath.Round begin(String fault) throws IOException {
    List<Path> journals = stand.journals(fault.replace('/', '-'));
    VendorLoad load = stand.load(journals);
    try {
      World world = stand.world(load);
      load.start();
      return new Round(world, journals);
    } catch (IOException | RuntimeException e) {
      load.close();
      throw e;
    }
  }

  private final class Round implements Aftermath.Round {

    private final World world;
    private final List<Path> journals;

    Round(World world, List<Path> journals) {
      this.world = world;
      this.journals = journals;
    }

    @Override
    public Effect strike(Injection injection) throws IOException, InterruptedException {
      stand.awaitFirstRows(world);
      return injection.act().on(world);
    }

    @Override
    public Findings check() throws IOException {
      world.load().finish();
      long repeats = world.load().counts().sentAgain();
      return check.of(new Run.Sent(journals, repeats, world.broker().expired()));
    }

    @Override
    public void close() throws IOException {
      world.load().close();
    }
  }
}
