// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Faults of what is in the log, and of the vendor who fills it. */
final class LogFaults {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration OUTAGE = Duration.ofSeconds(5);
  private static final int PARTITIONS = 2;
  private static final int LONGEST_POISON = 4_000;

  private final String topic;

  /** Faults of a topic. */
  LogFaults(String topic) {
    this.topic = topic;
  }

  List<Fault> all() {
    return List.of(
        Fault.ordinary(
            "F25",
            "Writes a record into the log that is no event: it is in quarantine, and the job goes"
                + " on.",
            this::poison),
        Fault.namedOnly(
            "F16",
            "Deletes from the log what the job has not read, as the end of a retention does while"
                + " the job is down: it must not go on in silence. Comes last; its events are"
                + " lost.",
            random -> Injection.of(this::expire)));
  }

  private Injection poison(RandomGenerator random) {
    int partition = random.nextInt(PARTITIONS);
    byte[] value = new byte[random.nextInt(LONGEST_POISON)];
    random.nextBytes(value);
    return new Injection(
        value.length + " bytes in partition " + partition,
        world -> {
          long offset = world.broker().append(topic, partition, value);
          return Effect.injected("at offset " + offset);
        });
  }

  private Effect expire(World world) throws IOException, InterruptedException {
    Set<String> known = world.job().failures().keySet();
    Operator.byHand(
        world,
        held -> {
          held.job().cancel(STOP_LIMIT);
          held.pause().sleep(OUTAGE);
          held.broker().deleteAll(topic);
          return Effect.injected();
        });
    Optional<String> refusal = Operator.awaitVerdict(world, known);
    return refusal
        .map(reason -> Effect.injected("refused: " + reason))
        .orElseGet(() -> Effect.wrong("the job went on as if nothing was gone"));
  }
}
