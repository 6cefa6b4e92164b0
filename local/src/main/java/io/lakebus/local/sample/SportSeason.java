// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A season of matches and tickets as the events of one vendor, in the order in which they happen.
 * The story holds together: a match is scheduled, scored and finished, its tickets are sold before
 * it begins, and only what was sold is refunded.
 */
public final class SportSeason {

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 8, 29);
  private static final int DAYS = 70;

  /** About a quarter of the events are of matches, the others of tickets. */
  private static final int EVENTS_PER_MATCH = 30;

  private static final int REFUNDS_PER_HUNDRED_SALES = 8;

  private SportSeason() {}

  /**
   * Makes exactly {@code count} events; the same seed and count make the same events.
   *
   * @throws IllegalArgumentException if the count is below 30, one match's share
   */
  public static List<SportEvent> events(long seed, int count) {
    if (count < EVENTS_PER_MATCH) {
      throw new IllegalArgumentException(
          "a season has at least " + EVENTS_PER_MATCH + " events, not " + count);
    }
    Random random = new Random(seed);
    List<Match> matches = matches(random, count / EVENTS_PER_MATCH);
    List<SportEvent> events = new ArrayList<>(count);
    for (Match match : matches) {
      events.addAll(match.events(random));
    }
    TicketDesk desk = new TicketDesk(random);
    while (events.size() < count) {
      Match match = matches.get(random.nextInt(matches.size()));
      SportEvent sale = desk.sell(match);
      events.add(sale);
      if (events.size() < count && random.nextInt(100) < REFUNDS_PER_HUNDRED_SALES) {
        events.add(desk.refund(match, sale));
      }
    }
    events.sort(
        Comparator.comparing((SportEvent event) -> event.occurredAt().toInstant())
            .thenComparing(SportEvent::id));
    return events;
  }

  private static List<Match> matches(Random random, int count) {
    List<Match> matches = new ArrayList<>(count);
    for (int number = 1; number <= count; number++) {
      League league = Leagues.ALL.get(random.nextInt(Leagues.ALL.size()));
      int home = random.nextInt(league.clubs().size());
      int away = (home + 1 + random.nextInt(league.clubs().size() - 1)) % league.clubs().size();
      int day = random.nextInt(DAYS);
      OffsetDateTime kickoff =
          FIRST_DAY
              .plusDays(day)
              .atTime(12 + random.nextInt(9), 15 * random.nextInt(4))
              .atZone(league.zone())
              .toOffsetDateTime();
      matches.add(
          new Match(
              String.format(Locale.ROOT, "m%05d", number),
              league,
              1 + day / 7,
              league.clubs().get(home),
              league.clubs().get(away),
              kickoff));
    }
    return matches;
  }
}
