// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The protocol by which checkpoints are committed, in schedules drawn by seeds. */
class CommitModelTest {

  private static final int SCHEDULES = 2_000;

  /** What the rarest mutant does wrong comes up once in some thousand schedules. */
  private static final int SCHEDULES_FOR_A_MUTANT = 30_000;

  /** In so many schedules each kind of event comes up at least so often. */
  private static final int OFTEN = 20;

  @Test
  void someSchedulesKeepEveryPromiseAndComeAcrossAllThatCanHappen() {
    Tally tally = new Tally();
    assertThat(Schedules.firstBroken(SCHEDULES, tally)).isEmpty();
    if (Long.getLong("lakebus.model.seed") == null) {
      Set<Tally.Event> rare =
          EnumSet.allOf(Tally.Event.class).stream()
              .filter(event -> tally.of(event) < OFTEN)
              .collect(Collectors.toSet());
      assertThat(rare).as(tally.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMutantIsNoticed(Mutant mutant) {
    assertThat(Schedules.firstBroken(mutant::protocol, SCHEDULES_FOR_A_MUTANT, new Tally()))
        .as(mutant + " within " + SCHEDULES_FOR_A_MUTANT + " schedules")
        .isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"HAS_NO_FENCE", "TAKES_A_CONFLICT_FOR_SUCCESS", "VERIFIES_NOTHING"})
  void aSeedPlaysTheSameScheduleEachTime(Mutant mutant) {
    Schedules.Played broken =
        Schedules.firstBroken(mutant::protocol, SCHEDULES, new Tally()).orElseThrow();
    assertThat(broken.steps()).isNotEmpty();
    assertThat(Schedules.play(mutant::protocol, broken.seed())).isEqualTo(broken);
  }
}
