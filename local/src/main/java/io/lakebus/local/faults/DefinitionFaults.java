// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.service.TaskManager;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Changes of the bus definition under load: right ones, wrong ones, and in the middle of a crash.
 */
final class DefinitionFaults {

  /** Gateway and job may be away for as long as other faults keep them. */
  private static final Duration UPTAKE_LIMIT = Duration.ofMinutes(3);

  /** Much longer than a right definition needs to come into force. */
  private static final Duration REFUSAL = Duration.ofSeconds(5);

  private static final int LONGEST_BEFORE_KILL_MILLIS = 4_000;

  private DefinitionFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.ordinary(
            "F38/exchange",
            "Publishes a bus definition in which two rules have each other's table.",
            random -> Injection.of(world -> exchange(world, () -> {}))),
        Fault.ordinary(
            "F38/exchange-and-killed",
            "The same, and the TaskManager is killed within 4 s (kill -9): it routes again what it"
                + " had not committed.",
            DefinitionFaults::exchangeAndKill),
        Fault.ordinary(
            "F38/wrong",
            "Publishes a bus definition that is wrong, past the publisher's check: the one before"
                + " stays in force.",
            random -> Injection.of(DefinitionFaults::publishWrong)));
  }

  private static Injection exchangeAndKill(RandomGenerator random) {
    Duration before = Duration.ofMillis(random.nextLong(LONGEST_BEFORE_KILL_MILLIS));
    return new Injection(
        "killed after " + before.toMillis() + " ms",
        world ->
            exchange(
                world,
                () -> {
                  world.pause().sleep(before);
                  world.processes().kill(TaskManager.NAME);
                }));
  }

  private static Effect exchange(World world, LinkTrouble.Meanwhile meanwhile)
      throws IOException, InterruptedException {
    int version = world.rules().exchange();
    long published = System.nanoTime();
    meanwhile.run();
    if (!world.rules().uptake().await(version, UPTAKE_LIMIT)) {
      return Effect.wrong(
          "version "
              + version
              + " is not in force after "
              + UPTAKE_LIMIT.toSeconds()
              + " s: "
              + world.rules().uptake().describe());
    }
    return Effect.injected(
        String.format(
            Locale.ROOT,
            "version %d in force after %.1f s",
            version,
            Duration.ofNanos(System.nanoTime() - published).toMillis() / 1000.0));
  }

  private static Effect publishWrong(World world) throws IOException, InterruptedException {
    int version = world.rules().publishWrong();
    world.pause().sleep(REFUSAL);
    Optional<String> somewhere = world.rules().inForceSomewhere(version);
    return somewhere
        .map(where -> Effect.wrong("version " + version + " is wrong and in force: " + where))
        .orElseGet(() -> Effect.injected("version " + version + " is not in force"));
  }
}
