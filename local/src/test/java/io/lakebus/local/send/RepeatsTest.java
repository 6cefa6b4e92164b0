// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class RepeatsTest {

  private final Repeats repeats = new Repeats(new Random(1));

  @Test
  void ofAHundredRequestsAFewAreGivenUpAndAFewSentAgainAtOnceOrLater() {
    List<Repeats.Choice> choices = Stream.generate(repeats::next).limit(10_000).toList();

    assertThat(choices.stream().filter(Repeats.Choice::hasty).count()).isBetween(150L, 250L);
    List<List<Duration>> again =
        choices.stream().map(Repeats.Choice::again).filter(waits -> !waits.isEmpty()).toList();
    assertThat(again).hasSizeBetween(500, 700);
    assertThat(again).allMatch(waits -> waits.size() <= 4);
    assertThat(again).anyMatch(waits -> waits.size() == 4);
    assertThat(again.stream().flatMap(List::stream))
        .allMatch(wait -> wait.compareTo(Duration.ofMinutes(1)) < 0)
        .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(50)) > 0)
        .anyMatch(wait -> wait.compareTo(Duration.ofMillis(200)) < 0);
    assertThat(choices).noneMatch(choice -> choice.hasty() && !choice.again().isEmpty());
  }

  @Test
  void whatIsForbiddenIsNotChosenAndWhatWasChosenBeforeHoldsNoMore() {
    Repeats.Choice before = repeats.next();
    assertThat(repeats.stillHolds(before)).isTrue();

    repeats.forbid();

    assertThat(repeats.stillHolds(before)).isFalse();
    assertThat(Stream.generate(repeats::next).limit(1_000))
        .allMatch(choice -> !choice.hasty() && choice.again().isEmpty());
  }

  @Test
  void whatWasChosenBeforeItWasForbiddenDoesNotHoldAfterItIsAllowedAgain() {
    Repeats.Choice before = repeats.next();
    repeats.forbid();
    repeats.allow();

    assertThat(repeats.stillHolds(before)).isFalse();
    assertThat(repeats.stillHolds(repeats.next())).isTrue();
    assertThat(Stream.generate(repeats::next).limit(1_000)).anyMatch(Repeats.Choice::hasty);
  }
}
