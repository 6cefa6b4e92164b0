// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Faults of what is in the log, and of the vendor who fills it. */
final class LogFaults {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration OUTAGE = Duration.ofSeconds(5);
  private static final String SKIP = "skip-expired";
  private static final String GO_ON = "go-on";
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
                + " the job is down: it must refuse to go on, and does without these records when"
                + " it is told so. Nothing else is lost.",
            this::expire));
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

  private Injection expire(RandomGenerator random) {
    Duration outage = OUTAGE.plusMillis(random.nextLong(OUTAGE.toMillis()));
    return new Injection(
        "down for " + outage.toMillis() + " ms",
        world -> Operator.withoutRepeats(world, settled -> expire(settled, outage)));
  }

  private Effect expire(World world, Duration outage) throws IOException, InterruptedException {
    Set<String> known = world.job().failures().keySet();
    Operator.byHand(
        world,
        held -> {
          held.job().cancel(STOP_LIMIT);
          held.pause().sleep(outage);
          held.broker().expire(topic, held.rows().complete());
          return Effect.injected();
        });
    try {
      return Operator.mustRefuse(
          world,
          known,
          "has expired before it was read",
          held -> {
            held.job().setStart(SKIP);
            return Operator.takeStateAway(held);
          });
    } finally {
      world.job().setStart(GO_ON);
    }
  }
}
