// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.send.VendorLoad;
import io.lakebus.local.service.Catalog;
import io.lakebus.local.service.Gateway;
import io.lakebus.local.service.JobManager;
import io.lakebus.local.service.Kafka;
import io.lakebus.local.service.Postgresql;
import io.lakebus.local.service.S3;
import io.lakebus.local.service.TaskManager;
import io.lakebus.local.service.Trino;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Faults of whole processes: they die, are asked to end, or stop for a while. */
final class ProcessFaults {

  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

  private ProcessFaults() {}

  static List<Fault> all() {
    return List.of(
        kill("F01", "Kills the gateway (kill -9) under load.", Gateway.NAME),
        // A process that another fault has stopped does not hear that it is to end.
        Fault.alone(
            "F02",
            "Asks the gateway to end (SIGTERM) under load: what it took is answered.",
            random -> Injection.of(ProcessFaults::drain)),
        freeze("F03", "Stops the gateway for 1 to 30 s (SIGSTOP), then lets it go on.", 30),
        kill("F12", "Kills the Kafka broker (kill -9).", Kafka.NAME),
        kill("F19/random", "Kills the TaskManager (kill -9) at any moment.", TaskManager.NAME),
        kill("F20/jobmanager", "Kills the JobManager (kill -9).", JobManager.NAME),
        Fault.ordinary(
            "F20/both",
            "Kills JobManager and TaskManager together (kill -9).",
            random -> Injection.of(ProcessFaults::killBoth)),
        Fault.ordinary(
            "F24",
            "Stops the TaskManager (SIGSTOP) for 12 to 70 s, longer than its heartbeat may be"
                + " missing: it wakes up after it was given up, or is replaced meanwhile.",
            random -> freeze(TaskManager.NAME, 12 + random.nextInt(59))),
        kill("F30/catalog-killed", "Kills the catalog (kill -9).", Catalog.NAME),
        Fault.ordinary(
            "F30/catalog-frozen",
            "Stops the catalog for 1 to 40 s (SIGSTOP): it takes requests and does not answer.",
            random -> freeze(Catalog.NAME, 1 + random.nextInt(40))),
        kill("F30/postgresql-killed", "Kills PostgreSQL (kill -9).", Postgresql.NAME),
        kill("F31/s3-killed", "Kills the object store (kill -9).", S3.NAME),
        kill("F40", "Kills Trino (kill -9): readers only.", Trino.NAME));
  }

  private static Fault kill(String id, String sentence, String service) {
    return Fault.ordinary(
        id,
        sentence,
        random ->
            Injection.of(
                world -> {
                  world.processes().kill(service);
                  return Effect.injected();
                }));
  }

  private static Fault freeze(String id, String sentence, int longestSeconds) {
    return Fault.ordinary(
        id, sentence, random -> freeze(Gateway.NAME, 1 + random.nextInt(longestSeconds)));
  }

  private static Injection freeze(String service, int seconds) {
    return new Injection(
        seconds + " s",
        world -> {
          ProcessHandle process = world.processes().freeze(service);
          try {
            world.pause().sleep(Duration.ofSeconds(seconds));
          } finally {
            world.processes().thaw(process);
          }
          return Effect.injected();
        });
  }

  private static Effect killBoth(World world) throws IOException {
    ProcessHandle taskManager = world.processes().of(TaskManager.NAME);
    world.processes().kill(JobManager.NAME);
    taskManager.destroyForcibly();
    return Effect.injected();
  }

  private static Effect drain(World world) throws IOException, InterruptedException {
    VendorLoad.Counts before = world.load().counts();
    long begin = System.nanoTime();
    ProcessHandle process = world.processes().terminate(Gateway.NAME);
    while (process.isAlive()) {
      if (System.nanoTime() - begin > DRAIN_LIMIT.toNanos()) {
        return Effect.wrong("still alive " + DRAIN_LIMIT.toSeconds() + " s after SIGTERM");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    VendorLoad.Counts after = world.load().counts();
    return Effect.injected(
        "ended in %d ms; %d attempts put off by 503, %d without an answer"
            .formatted(
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
                after.unavailable() - before.unavailable(),
                after.noAnswer() - before.noAnswer()));
  }
}
