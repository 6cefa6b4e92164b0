// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.TableAppend;
import java.util.ArrayList;
import java.util.List;

/** Commits that are under way for long: each arrives at some time, or never. */
final class Network {

  private record UnderWay(String by, List<TableAppend> appends) {}

  private final World world;
  private final List<UnderWay> underWay = new ArrayList<>();

  Network(World world) {
    this.world = world;
  }

  boolean isEmpty() {
    return underWay.isEmpty();
  }

  /** A commit takes its time; its client waits no longer. */
  void hold(String by, List<TableAppend> appends) {
    underWay.add(new UnderWay(by, appends));
  }

  /** One of them, if there is any, arrives now or is lost. */
  void move() {
    if (underWay.isEmpty()) {
      return;
    }
    UnderWay one = underWay.remove(world.random.nextInt(underWay.size()));
    if (world.random.nextInt(4) == 0) {
      world.step(one.by(), () -> "had a commit under way that is lost now");
      return;
    }
    boolean taken = world.catalog.arrive(one.appends());
    world.tally.count(taken ? Tally.Event.TAKEN_LATE : Tally.Event.REFUSED_LATE);
    world.step(
        one.by(),
        () ->
            "had a commit under way that arrives now and is %s: %s"
                .formatted(taken ? "taken" : "refused", Texts.appends(one.appends(), world.store)));
  }
}
