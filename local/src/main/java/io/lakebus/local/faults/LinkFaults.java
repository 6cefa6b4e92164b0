// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.faults.proxy.RequestKind;
import io.lakebus.local.faults.proxy.Trouble;
import io.lakebus.local.service.TaskManager;
import io.lakebus.local.stack.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Faults of the network: connections break, hang and crawl, replies are lost, requests held. */
final class LinkFaults {

  private static final Duration STRIKE_LIMIT = Duration.ofSeconds(60);
  private static final Duration UNTIL_HELD = Duration.ofSeconds(6);
  private static final int MOST_TIMES = 3;
  private static final RequestKind COMMIT = RequestKind.http("POST", "/transactions/commit");
  private static final RequestKind PUT = RequestKind.http("PUT", "");
  private static final RequestKind ALL = RequestKind.http("*", "");

  private LinkFaults() {}

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    all.addAll(log());
    all.addAll(catalog());
    all.addAll(store());
    return List.copyOf(all);
  }

  private static List<Fault> log() {
    Trouble slow = new Trouble.Delay(Duration.ofMillis(100), Duration.ofMillis(100));
    return List.of(
        lasting(
            "F07/reset",
            "Resets every connection of the gateway to Kafka",
            Link.GATEWAY_TO_KAFKA,
            new Trouble.Reset()),
        lasting(
            "F07/black-hole",
            "Lets nothing through between the gateway and Kafka",
            Link.GATEWAY_TO_KAFKA,
            new Trouble.BlackHole()),
        lasting(
            "F07/job-reset",
            "Resets every connection of the job to Kafka",
            Link.JOB_TO_KAFKA,
            new Trouble.Reset()),
        lasting(
            "F07/job-black-hole",
            "Lets nothing through between the job and Kafka",
            Link.JOB_TO_KAFKA,
            new Trouble.BlackHole()),
        striking(
            "F08",
            "Kafka takes what the gateway writes, and the reply is lost.",
            Link.GATEWAY_TO_KAFKA,
            times -> new Trouble.LoseReply(RequestKind.kafka(RequestKind.PRODUCE), times)),
        lasting("F09", "Delays the gateway's way to Kafka and back", Link.GATEWAY_TO_KAFKA, slow));
  }

  private static List<Fault> catalog() {
    return List.of(
        striking(
            "F27/commit-reply",
            "The catalog commits, and its reply to the job is lost.",
            Link.JOB_TO_CATALOG,
            times -> new Trouble.LoseReply(COMMIT, times)),
        striking(
            "F27/database-commit",
            "PostgreSQL commits the catalog's transaction, and its reply is lost.",
            Link.CATALOG_TO_POSTGRESQL,
            times -> new Trouble.LoseReply(RequestKind.postgresql("COMMIT"), times)),
        striking(
            "F27/database-update",
            "The catalog's connection to PostgreSQL breaks after the UPDATE, before the COMMIT.",
            Link.CATALOG_TO_POSTGRESQL,
            times -> new Trouble.CutAfter(RequestKind.postgresql("UPDATE"), times)),
        Fault.ordinary(
            "F28/held",
            "A commit is held on its way to the catalog for 10 to 28 s, and then applied.",
            random -> held(random, "")),
        Fault.ordinary(
            "F28/held-and-killed",
            "The same, and the TaskManager is killed meanwhile: its successor finds the tables as"
                + " they were.",
            random -> held(random, TaskManager.NAME)),
        lasting(
            "F30/catalog-unreachable",
            "Resets every connection of the job to the catalog",
            Link.JOB_TO_CATALOG,
            new Trouble.Reset()),
        lasting(
            "F30/database-unreachable",
            "Lets nothing through between the catalog and PostgreSQL",
            Link.CATALOG_TO_POSTGRESQL,
            new Trouble.BlackHole()));
  }

  private static List<Fault> store() {
    Trouble slow = new Trouble.Throttle(100_000);
    return List.of(
        errors("F31/errors", "of the job's requests to the object store", Link.JOB_TO_S3),
        errors("F31/catalog-errors", "of the catalog's requests to it", Link.CATALOG_TO_S3),
        lasting("F31/slow", "Lets 100 kB/s through between the job and S3", Link.JOB_TO_S3, slow),
        lasting(
            "F31/reset",
            "Resets every connection of the job to S3",
            Link.JOB_TO_S3,
            new Trouble.Reset()),
        striking(
            "F32/put-reply",
            "The object store has what the job put, and its reply is lost.",
            Link.JOB_TO_S3,
            times -> new Trouble.LoseReply(PUT, times)),
        striking(
            "F32/put-twice",
            "What the job puts arrives twice.",
            Link.JOB_TO_S3,
            times -> new Trouble.Duplicate(PUT, times)));
  }

  /** Makes a trouble that strikes so many requests. */
  private interface Strike {
    Trouble.OfRequests of(int times);
  }

  private static Fault striking(String id, String sentence, Link link, Strike strike) {
    return Fault.ordinary(
        id,
        sentence,
        random -> {
          int times = 1 + random.nextInt(MOST_TIMES);
          return new Injection(
              times == 1 ? "once" : times + " times",
              world -> world.links().strike(link, strike.of(times), STRIKE_LIMIT));
        });
  }

  private static Fault lasting(String id, String sentence, Link link, Trouble trouble) {
    return Fault.ordinary(
        id,
        sentence + " for 2 to 45 s.",
        random -> {
          Duration time = Duration.ofSeconds(2 + random.nextInt(44));
          return new Injection(
              time.toSeconds() + " s", world -> world.links().last(link, trouble, time));
        });
  }

  private static Fault errors(String id, String whose, Link link) {
    return Fault.ordinary(
        id,
        "Answers 5 to 15 % " + whose + " with 503 for 5 to 45 s.",
        random -> {
          int percent = 5 + random.nextInt(11);
          Duration time = Duration.ofSeconds(5 + random.nextInt(41));
          Trouble trouble = new Trouble.Answer(ALL, 503, percent / 100.0, random.nextLong());
          return new Injection(
              percent + " % for " + time.toSeconds() + " s",
              world -> world.links().last(link, trouble, time));
        });
  }

  /**
   * A commit is held; if a service is named, it dies meanwhile. Not longer than the catalog keeps a
   * silent connection, 30 s.
   */
  private static Injection held(RandomGenerator random, String victim) {
    Duration time = Duration.ofSeconds(10 + random.nextInt(19));
    return new Injection(
        time.toSeconds() + " s",
        world ->
            world
                .links()
                .strike(
                    Link.JOB_TO_CATALOG,
                    new Trouble.Hold(COMMIT, 1, time),
                    time.plus(STRIKE_LIMIT),
                    () -> killWhileHeld(world, victim)));
  }

  private static void killWhileHeld(World world, String victim)
      throws IOException, InterruptedException {
    if (!victim.isEmpty()) {
      // Longer than a commit's interval: by then one is held.
      world.pause().sleep(UNTIL_HELD);
      world.processes().kill(victim);
    }
  }
}
