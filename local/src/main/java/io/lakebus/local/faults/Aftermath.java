// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.cli.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The faults that come after the check: the job must refuse to go on, and a person has to settle
 * what they leave. Each has a load of its own. A fault that settles it itself is injected as often
 * as others are, and then every event of its load is looked for; any other comes once.
 */
final class Aftermath {

  private final Rounds rounds;
  private final int times;
  private final BooleanSupplier endIsAsked;
  private final Consumer<String> progress;

  /**
   * @param rounds where the faults are injected
   * @param times how often each of those is injected that settle what they leave
   * @param endIsAsked whether the run is to end before its time
   * @param progress is told of each injection in a line
   */
  Aftermath(Rounds rounds, int times, BooleanSupplier endIsAsked, Consumer<String> progress) {
    this.rounds = rounds;
    this.times = times;
    this.endIsAsked = endIsAsked;
    this.progress = progress;
  }

  /** A stack, for one fault after the other. */
  @FunctionalInterface
  interface Rounds {

    /** Events begin to come in, for a fault of this id. */
    Round begin(String fault) throws IOException;
  }

  /** A load of its own on a stack, and a fault at work. */
  interface Round extends AutoCloseable {

    /**
     * Injects a fault while rows come, and returns when it is over.
     *
     * @throws CommandFailure if no rows come
     * @throws IOException if it cannot be injected now
     */
    Effect strike(Injection injection) throws IOException, InterruptedException;

    /** Ends the load, and looks for every event of it. */
    Findings check() throws IOException;

    /** Ends the load. */
    @Override
    void close() throws IOException;
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

  /**
   * Injects faults of this kind, until something goes wrong or the run is to end.
   *
   * @param seed determines their parameters, of each whatever the others are
   */
  List<Left> of(List<Fault> faults, long seed) throws IOException {
    List<Left> all = new ArrayList<>();
    for (Fault fault : faults) {
      if (endIsAsked.getAsBoolean() || !all.stream().allMatch(Left::isRight)) {
        progress.accept(fault.id() + ": not injected any more");
      } else {
        all.add(of(fault, new SplittableRandom(seed)));
      }
    }
    return all;
  }

  private Left of(Fault fault, SplittableRandom random) throws IOException {
    boolean settles = fault.kind() == Fault.Kind.NAMED_ONLY;
    try (Round round = rounds.begin(fault.id())) {
      List<Effect> effects = inject(fault, settles ? times : 1, random, round);
      return new Left(
          fault.id(),
          effects,
          settles && !endIsAsked.getAsBoolean() ? Optional.of(round.check()) : Optional.empty());
    }
  }

  private List<Effect> inject(Fault fault, int times, SplittableRandom random, Round round) {
    List<Effect> effects = new ArrayList<>();
    while (effects.size() < times && !endIsAsked.getAsBoolean()) {
      Effect effect = inject(fault.plan(random.split()), round);
      effects.add(effect);
      progress.accept(
          "%s, %d of %d: %s %s"
              .formatted(fault.id(), effects.size(), times, effect.kind(), effect.note()));
      if (effect.kind() == Effect.Kind.WRONG) {
        break;
      }
    }
    return effects;
  }

  private static Effect inject(Injection injection, Round round) {
    try {
      return round.strike(injection);
    } catch (CommandFailure e) {
      return Effect.wrong(e.getMessage());
    } catch (InterruptedException e) {
      return Effect.notReached("the run was ended meanwhile");
    } catch (IOException e) {
      return Effect.notInjected(e);
    } finally {
      // The rest is done also after an interrupt: it asked for an end in good order.
      Thread.interrupted();
    }
  }
}
