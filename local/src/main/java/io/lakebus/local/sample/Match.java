// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * One match: when it is announced, how its score changes, how it ends.
 *
 * @param id its id
 * @param league the league it belongs to
 * @param round the round of the season
 * @param home the side at home
 * @param away the other side
 * @param kickoff when it begins
 */
record Match(String id, League league, int round, Club home, Club away, OffsetDateTime kickoff) {

  private static final List<String> BROADCASTERS =
      List.of("", "", "Sport 1", "Télé Sport, HD", "\"Live\" TV", "スポーツ放送");
  private static final List<String> NOTES =
      List.of(
          "",
          "",
          "",
          "",
          "",
          "Gates open 90 minutes before.",
          "Derby: no away fans in block C",
          "Moved from \"Pitch 2\" because of rain,\nsame time.");
  private static final List<String> REPORTS =
      List.of(
          "",
          "",
          "",
          "Sold out.",
          "Late drama, fair result",
          "The coach: \"We deserved it.\"",
          "Delayed by rain,\nfinished under floodlights.");

  /** Every event of the match itself, in order. */
  List<SportEvent> events(Random random) {
    List<SportEvent> events = new ArrayList<>();
    events.add(scheduled(random));
    List<Score> scores = league.sport().play(random);
    int number = 0;
    for (Score score : scores) {
      number++;
      events.add(scored(number, score, random));
    }
    events.add(result(scores, random));
    return events;
  }

  private SportEvent scheduled(Random random) {
    Map<String, String> fields = common();
    fields.put("league", league.name());
    fields.put("country", league.country());
    fields.put("season", "2026/27");
    fields.put("round", Integer.toString(round));
    fields.put("home", home.name());
    fields.put("away", away.name());
    fields.put("venue", home.venue());
    fields.put("city", home.city());
    fields.put("capacity", Integer.toString(home.capacity()));
    fields.put("kickoff", Timestamps.text(kickoff));
    fields.put("neutral_ground", Boolean.toString(league.sport() == Sport.TENNIS));
    fields.put("referee", random.nextInt(5) == 0 ? "" : People.any(random).name());
    fields.put("broadcaster", BROADCASTERS.get(random.nextInt(BROADCASTERS.size())));
    fields.put("notes", NOTES.get(random.nextInt(NOTES.size())));
    OffsetDateTime announced =
        kickoff.minusDays(9 + random.nextInt(20)).withHour(9).plusSeconds(random.nextInt(28_800));
    return new SportEvent("match.scheduled", id + "-scheduled", announced, fields);
  }

  private SportEvent scored(int number, Score score, Random random) {
    Map<String, String> fields = common();
    fields.put("period", score.period());
    fields.put("minute", Integer.toString(score.second() / 60 + 1));
    fields.put(
        "clock", String.format(Locale.ROOT, "%02d:%02d", score.second() / 60, score.second() % 60));
    fields.put("team", (score.homeScored() ? home : away).name());
    fields.put("home_score", Integer.toString(score.home()));
    fields.put("away_score", Integer.toString(score.away()));
    fields.put("period_score", score.detail().orElse(""));
    fields.put(
        "scorer",
        score.detail().isPresent()
            ? ""
            : People.player(score.homeScored() ? home : away, random).name());
    fields.put("home_win_probability", homeWinProbability(score, random));
    String scoreId = String.format(Locale.ROOT, "%s-score-%02d", id, number);
    return new SportEvent("match.score", scoreId, timeOf(score.second(), random), fields);
  }

  private SportEvent result(List<Score> scores, Random random) {
    int homeScore = scores.isEmpty() ? 0 : scores.getLast().home();
    int awayScore = scores.isEmpty() ? 0 : scores.getLast().away();
    String decidedBy = "regular time";
    if (homeScore == awayScore && !league.sport().canDraw()) {
      homeScore += random.nextInt(2);
      awayScore += homeScore == awayScore ? 1 : 0;
      decidedBy = "extra time";
    }
    int seconds = Math.max(5400, scores.isEmpty() ? 0 : scores.getLast().second() + 60);
    OffsetDateTime end = timeOf(seconds, random);
    Map<String, String> fields = common();
    fields.put("home_score", Integer.toString(homeScore));
    fields.put("away_score", Integer.toString(awayScore));
    if (homeScore != awayScore) {
      fields.put("winner", (homeScore > awayScore ? home : away).name());
    }
    fields.put("decided_by", decidedBy);
    fields.put("attendance", Integer.toString(home.capacity() * (40 + random.nextInt(61)) / 100));
    fields.put("duration_minutes", Long.toString(ChronoUnit.MINUTES.between(kickoff, end)));
    fields.put("report", REPORTS.get(random.nextInt(REPORTS.size())));
    return new SportEvent("match.result", id + "-result", end, fields);
  }

  private Map<String, String> common() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("match_id", id);
    fields.put("sport", league.sport().label());
    return fields;
  }

  /** The moment of a second of play: breaks stretch the clock by a fifth. */
  private OffsetDateTime timeOf(int second, Random random) {
    return kickoff.plusSeconds(second + second / 5).plusNanos(random.nextInt(1000) * 1_000_000L);
  }

  private static String homeWinProbability(Score score, Random random) {
    int lead = Math.clamp(score.home() - score.away(), -6, 6);
    return String.format(Locale.ROOT, "0.%04d", 5000 + lead * 700 + random.nextInt(700));
  }
}
