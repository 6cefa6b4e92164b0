// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.local.check.CheckReport;
import io.lakebus.local.check.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The check must be able to fail: faults are built into a real bus, one at a time, and the check
 * that users run has to find each of them. The same scenes without a fault it has to find right.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class MutantsIT {

  private static final Set<Mutant> CAUGHT = EnumSet.noneOf(Mutant.class);

  @TempDir private static Path folder;
  private static Ground ground;

  @BeforeAll
  static void start() throws Exception {
    ground = new Ground(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    ground.close();
    System.out.printf(
        Locale.ROOT, "mutants caught: %d/%d%n", CAUGHT.size(), Mutant.values().length);
  }

  @ParameterizedTest
  @EnumSource
  void withoutAMutantNothingIsFound(Scene scene) throws Exception {
    String name = "right_" + scene.name().toLowerCase(Locale.ROOT);
    CheckReport report = play(name, scene, Parts.real());

    assertThat(report.verdicts().hold()).as(text(report)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void theMutantIsCaught(Mutant mutant) throws Exception {
    String name = "mutant_" + mutant.name().toLowerCase(Locale.ROOT);
    CheckReport report = play(name, mutant.scene(), mutant.parts());

    System.out.println(mutant + ": " + broken(report));
    assertThat(report.verdicts().broken()).as(text(report)).contains(mutant.breaks());
    CAUGHT.add(mutant);
  }

  private static CheckReport play(String name, Scene scene, Parts parts) throws Exception {
    try (SmallBus bus = new SmallBus(ground, name, parts)) {
      scene.play(bus);
      return bus.check();
    }
  }

  private static String broken(CheckReport report) {
    return report.verdicts().all().stream()
        .filter(verdict -> verdict.state() == Verdict.State.BROKEN)
        .map(verdict -> verdict.invariant().label() + " (" + verdict.violations() + ")")
        .collect(Collectors.joining(", "));
  }

  private static String text(CheckReport report) {
    StringWriter text = new StringWriter();
    report.print(new PrintWriter(text));
    return text.toString();
  }
}
