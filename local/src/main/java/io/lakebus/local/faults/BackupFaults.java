// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.service.Postgresql;
import io.lakebus.local.stack.Folders;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Faults of a database that goes back in time. */
final class BackupFaults {

  private static final Duration UNTIL_ENDED = Duration.ofSeconds(3);
  private static final int SHORTEST_SECONDS = 10;
  private static final int LONGEST_SECONDS = 30;

  private BackupFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.namedOnly(
            "F30/backup",
            "Puts the catalog's database back to where it was 10 to 30 s ago, as from a backup: the"
                + " job must refuse to go on, and without state it reads the log again from where"
                + " the tables are. Nothing is lost.",
            BackupFaults::restore));
  }

  private static Injection restore(RandomGenerator random) {
    Duration age = Duration.ofSeconds(random.nextInt(SHORTEST_SECONDS, LONGEST_SECONDS + 1));
    return new Injection(
        age.toSeconds() + " s old",
        world -> Operator.withoutRepeats(world, settled -> restore(settled, age)));
  }

  private static Effect restore(World world, Duration age)
      throws IOException, InterruptedException {
    Path data = world.processes().data(Postgresql.NAME);
    Path backup = data.resolveSibling(Postgresql.NAME + ".backup");
    Set<String> known = world.job().failures().keySet();
    whileEnded(
        world,
        () -> {
          Folders.delete(backup);
          copy(data, backup);
        });
    world.pause().sleep(age);
    Optional<String> failure = Operator.awaitVerdict(world, known);
    if (failure.isPresent()) {
      return Effect.wrong("does not go on after the backup: " + failure.get());
    }
    whileEnded(
        world,
        () -> {
          Folders.delete(data);
          copy(backup, data);
        });
    return Operator.mustRefuse(
        world, known, "were handed to commit and are not there", Operator::takeStateAway);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void whileEnded(World world, Work work) throws IOException, InterruptedException {
    Operator.byHand(
        world,
        held -> {
          held.processes().kill(Postgresql.NAME);
          held.pause().sleep(UNTIL_ENDED);
          work.run();
          return Effect.injected();
        });
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                folder, to.resolve(from.relativize(folder)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
