// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.check.Run;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.cli.Ending;
import io.lakebus.local.send.VendorLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The faults that come after the check: the job must refuse to go on, and a person has to settle
 * what they leave. Each has a load of its own. A fault that settles it itself is injected as often
 * as others are, and then every event of its load is looked for; any other comes once.
 */
final class Aftermath {

  private final Stand stand;
  private final Check check;
  private final Consumer<String> progress;

  /**
   * @param stand the stack
   * @param check looks for the events of a load
   * @param progress is told of each injection in a line
   */
  Aftermath(Stand stand, Check check, Consumer<String> progress) {
    this.stand = stand;
    this.check = check;
    this.progress = progress;
  }

  /** Compares what was sent with the tables. */
  interface Check {
    Findings of(Run.Sent sent) throws IOException, InterruptedException;
  }

  /**
   * What a fault has left.
   *
   * @param fault its id
   * @param effects what came of each injection
   * @param findings what the check of its events found; empty where nothing was to be checked
   */
  record Left(String fault, List<Effect> effects, Optional<Findings> findings) {

    Left {
      effects = List.copyOf(effects);
    }

    /** Whether it was injected, and everything holds that is promised. */
    boolean isRight() {
      return count(Effect.Kind.INJECTED) > 0
          && count(Effect.Kind.WRONG) == 0
          && findings.map(Findings::right).orElse(true);
    }

    /** How many injections came out like that. */
    long count(Effect.Kind kind) {
      return effects.stream().filter(effect -> effect.kind() == kind).count();
    }
  }

  /** Injects a plan's faults of this kind, until something goes wrong or it is to end. */
  List<Left> of(TorturePlan plan, Ending ending) throws IOException, InterruptedException {
    List<Left> all = new ArrayList<>();
    for (Fault fault : plan.afterCheck()) {
      if (ending.isAsked() || !all.stream().allMatch(Left::isRight)) {
        progress.accept(fault.id() + ": not injected any more");
      } else {
        all.add(of(fault, plan, ending));
      }
    }
    return all;
  }

  private Left of(Fault fault, TorturePlan plan, Ending ending)
      throws IOException, InterruptedException {
    boolean settles = fault.kind() == Fault.Kind.NAMED_ONLY;
    int times = settles ? plan.limits().rounds().orElse(1) : 1;
    List<Path> journals = stand.journals(fault.id().replace('/', '-'));
    try (VendorLoad load = stand.load(journals)) {
      World world = stand.world(load);
      load.start();
      List<Effect> effects = inject(fault, times, plan.seed(), world, ending);
      load.finish();
      Run.Sent sent = new Run.Sent(journals, load.counts().sentAgain(), world.broker().expired());
      return new Left(
          fault.id(),
          effects,
          settles && !ending.isAsked() ? Optional.of(check.of(sent)) : Optional.empty());
    }
  }

  private List<Effect> inject(Fault fault, int times, long seed, World world, Ending ending)
      throws InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Effect> effects = new ArrayList<>();
    while (effects.size() < times && !ending.isAsked()) {
      Effect effect = inject(fault.plan(random.split()), world);
      effects.add(effect);
      progress.accept(
          "%s, %d of %d: %s %s"
              .formatted(fault.id(), effects.size(), times, effect.kind(), effect.note()));
      if (effect.kind() == Effect.Kind.WRONG) {
        return effects;
      }
    }
    return effects;
  }

  private Effect inject(Injection injection, World world) throws InterruptedException {
    try {
      stand.awaitFirstRows(world);
      return injection.act().on(world);
    } catch (CommandFailure e) {
      return Effect.wrong(e.getMessage());
    } catch (IOException e) {
      return Effect.notReached("cannot be injected: " + e.getMessage());
    }
  }
}
