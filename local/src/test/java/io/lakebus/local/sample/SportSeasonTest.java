// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class SportSeasonTest {

  private static final List<SportEvent> EVENTS = SportSeason.events(7, 5_000);

  @Test
  void everyTypeIsThereAndTheCountIsExact() {
    assertThat(EVENTS).hasSize(5_000);
    assertThat(EVENTS.stream().map(SportEvent::type).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "match.scheduled", "match.score", "match.result", "ticket.sold", "ticket.refunded");
  }

  @Test
  void idsAreUniqueAndTimesAscend() {
    assertThat(EVENTS.stream().map(SportEvent::id)).doesNotHaveDuplicates();
    assertThat(EVENTS)
        .isSortedAccordingTo(Comparator.comparing(event -> event.occurredAt().toInstant()));
  }

  @Test
  void theSameSeedMakesTheSameSeasonAndAnotherSeedAnother() {
    assertThat(SportSeason.events(7, 5_000)).isEqualTo(EVENTS);
    assertThat(SportSeason.events(8, 5_000)).isNotEqualTo(EVENTS);
  }

  @Test
  void aMatchIsScheduledThenScoredThenFinished() {
    Map<String, List<SportEvent>> matches =
        EVENTS.stream()
            .filter(event -> event.type().startsWith("match."))
            .collect(Collectors.groupingBy(event -> event.fields().get("match_id")));
    assertThat(matches)
        .allSatisfy(
            (id, events) -> {
              assertThat(events.getFirst().type()).isEqualTo("match.scheduled");
              assertThat(events.getLast().type()).isEqualTo("match.result");
              assertThat(events.subList(1, events.size() - 1))
                  .allMatch(event -> event.type().equals("match.score"));
            });
  }

  @Test
  void aResultIsNeverBelowTheLastScore() {
    Map<String, Integer> lastHome = new HashMap<>();
    for (SportEvent event : EVENTS) {
      if (event.type().startsWith("match.s") && event.fields().containsKey("home_score")) {
        lastHome.put(
            event.fields().get("match_id"), Integer.valueOf(event.fields().get("home_score")));
      } else if (event.type().equals("match.result")) {
        assertThat(Integer.parseInt(event.fields().get("home_score")))
            .isBetween(
                lastHome.getOrDefault(event.fields().get("match_id"), 0),
                lastHome.getOrDefault(event.fields().get("match_id"), 0) + 1);
      }
    }
  }

  @Test
  void ticketsBelongToMatchesAndAreSoldBeforeTheyBegin() {
    Map<String, OffsetDateTime> kickoffs =
        EVENTS.stream()
            .filter(event -> event.type().equals("match.scheduled"))
            .collect(
                Collectors.toMap(
                    event -> event.fields().get("match_id"),
                    event -> OffsetDateTime.parse(event.fields().get("kickoff"))));
    assertThat(EVENTS)
        .filteredOn(event -> event.type().startsWith("ticket."))
        .allSatisfy(
            event ->
                assertThat(event.occurredAt())
                    .isBefore(kickoffs.get(event.fields().get("match_id"))));
  }

  @Test
  void onlyWhatWasSoldIsRefunded() {
    Map<String, SportEvent> sales =
        EVENTS.stream()
            .filter(event -> event.type().equals("ticket.sold"))
            .collect(
                Collectors.toMap(event -> event.fields().get("order_id"), Function.identity()));
    assertThat(EVENTS)
        .filteredOn(event -> event.type().equals("ticket.refunded"))
        .isNotEmpty()
        .allSatisfy(
            refund -> {
              SportEvent sale = sales.get(refund.fields().get("order_id"));
              assertThat(refund.occurredAt()).isAfter(sale.occurredAt());
              assertThat(Integer.parseInt(refund.fields().get("refund_quantity")))
                  .isBetween(1, Integer.parseInt(sale.fields().get("quantity")));
              assertThat(refund.fields().get("match_id")).isEqualTo(sale.fields().get("match_id"));
            });
  }

  @Test
  void aSeasonTooSmallForAMatchIsRefused() {
    assertThatThrownBy(() -> SportSeason.events(7, 29))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a season has at least 30 events, not 29");
  }
}
