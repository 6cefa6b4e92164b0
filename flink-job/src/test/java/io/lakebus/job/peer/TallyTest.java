// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTest {

  private static final Map<String, List<String>> EXPECTED =
      Map.of("one", List.of("a", "b", "c"), "other", List.of("a", "b"));

  @Test
  void eachRowOnceIsExactlyOnce() {
    Tally tally = count(Ending.REACHED, List.of("c", "a", "b"), List.of("b", "a"));
    assertThat(tally).isEqualTo(new Tally(3, 5, 0, 0, 0, 0, 0, 0));
    assertThat(tally.isExactlyOnce()).isTrue();
  }

  @Test
  void aRowThatIsMissingIsLostWhereTheJobWentOn() {
    assertThat(count(Ending.REACHED, List.of("a", "b"), List.of("a", "b")))
        .isEqualTo(new Tally(3, 5, 1, 0, 0, 0, 0, 0));
    assertThat(count(Ending.SILENT, List.of("a"), List.of("b")))
        .isEqualTo(new Tally(3, 5, 3, 0, 0, 0, 1, 0));
  }

  @Test
  void aRowThatIsMissingIsBlockedWhereTheJobIsStuck() {
    assertThat(count(Ending.STUCK, List.of("a"), List.of("a", "b")))
        .isEqualTo(new Tally(3, 5, 0, 2, 0, 0, 0, 1));
    assertThat(count(Ending.ENDED, List.of("a", "b", "c"), List.of()))
        .isEqualTo(new Tally(3, 5, 0, 2, 0, 0, 0, 1));
  }

  @Test
  void aRowCountsAsDoubledForEachTimeTooMany() {
    assertThat(count(Ending.REACHED, List.of("a", "a", "a", "b", "c"), List.of("b", "a", "b")))
        .isEqualTo(new Tally(3, 5, 0, 0, 3, 0, 0, 0));
  }

  @Test
  void allRowsOfATableThatCannotBeReadAreBlocked() {
    Tally tally =
        Tally.of(
            3,
            Ending.UNREADABLE,
            EXPECTED,
            Map.of("one", Optional.empty(), "other", Optional.of(List.of("a"))));
    assertThat(tally).isEqualTo(new Tally(3, 5, 0, 4, 0, 1, 0, 0));
    assertThat(tally.isExactlyOnce()).isFalse();
  }

  @Test
  void talliesAddUp() {
    assertThat(new Tally(1, 2, 3, 4, 5, 6, 7, 8).and(new Tally(10, 20, 30, 40, 50, 60, 70, 80)))
        .isEqualTo(new Tally(11, 22, 33, 44, 55, 66, 77, 88));
  }

  private static Tally count(Ending ending, List<String> one, List<String> other) {
    return Tally.of(
        3, ending, EXPECTED, Map.of("one", Optional.of(one), "other", Optional.of(other)));
  }
}
