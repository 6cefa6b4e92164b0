// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** A sport, and how a match of it goes. */
enum Sport {
  FOOTBALL(true) {
    @Override
    List<Score> play(Random random) {
      return goals(random, new Clock(2, 45, "half"), random.nextInt(6), new int[] {1});
    }
  },
  ICE_HOCKEY(false) {
    @Override
    List<Score> play(Random random) {
      return goals(random, new Clock(3, 20, "period"), 2 + random.nextInt(7), new int[] {1});
    }
  },
  RUGBY(true) {
    @Override
    List<Score> play(Random random) {
      return goals(random, new Clock(2, 40, "half"), 4 + random.nextInt(7), new int[] {5, 7, 3, 3});
    }
  },
  BASKETBALL(false) {
    @Override
    List<Score> play(Random random) {
      return totals(random, new Clock(4, 12, "quarter"), 16, 15);
    }
  },
  CRICKET(true) {
    @Override
    List<Score> play(Random random) {
      return totals(random, new Clock(4, 45, "powerplay"), 28, 30);
    }
  },
  VOLLEYBALL(false) {
    @Override
    List<Score> play(Random random) {
      return sets(random, 3, 25);
    }
  },
  TENNIS(false) {
    @Override
    List<Score> play(Random random) {
      return sets(random, 2, 6);
    }
  };

  /** How the time of play is divided. */
  private record Clock(int periods, int minutes, String noun) {

    String period(int second) {
      return name(Math.min(second / (minutes * 60), periods - 1));
    }

    String name(int index) {
      return List.of("1st", "2nd", "3rd", "4th").get(index) + " " + noun;
    }
  }

  private final boolean canDraw;

  Sport(boolean canDraw) {
    this.canDraw = canDraw;
  }

  /** Every change of the score of one match, in order. */
  abstract List<Score> play(Random random);

  /** Whether a match may end level; where not, an even score is followed by extra time. */
  boolean canDraw() {
    return canDraw;
  }

  /** Its name in the sample. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Single scores at random moments; {@code points} are what one of them can be worth. */
  private static List<Score> goals(Random random, Clock clock, int count, int[] points) {
    int[] seconds =
        IntStream.range(0, count)
            .map(goal -> 30 + random.nextInt(clock.periods() * clock.minutes() * 60 - 60))
            .sorted()
            .toArray();
    List<Score> scores = new ArrayList<>();
    int home = 0;
    int away = 0;
    for (int second : seconds) {
      boolean homeScores = random.nextInt(100) < 54;
      int worth = points[random.nextInt(points.length)];
      home += homeScores ? worth : 0;
      away += homeScores ? 0 : worth;
      scores.add(new Score(second, clock.period(second), home, away, homeScores, Optional.empty()));
    }
    return scores;
  }

  /** The totals at the end of each period. */
  private static List<Score> totals(Random random, Clock clock, int least, int spread) {
    List<Score> scores = new ArrayList<>();
    int home = 0;
    int away = 0;
    for (int period = 0; period < clock.periods(); period++) {
      int homeGain = least + random.nextInt(spread);
      int awayGain = least + random.nextInt(spread);
      home += homeGain;
      away += awayGain;
      int second = (period + 1) * clock.minutes() * 60;
      scores.add(
          new Score(
              second,
              clock.name(period),
              home,
              away,
              homeGain >= awayGain,
              Optional.of(homeGain + "-" + awayGain)));
    }
    return scores;
  }

  /** Sets until one side has {@code toWin} of them. */
  private static List<Score> sets(Random random, int toWin, int points) {
    List<Score> scores = new ArrayList<>();
    int home = 0;
    int away = 0;
    int second = 0;
    while (home < toWin && away < toWin) {
      boolean homeWins = random.nextInt(100) < 52;
      int loser = random.nextInt(points - 1);
      home += homeWins ? 1 : 0;
      away += homeWins ? 0 : 1;
      second += 1200 + random.nextInt(2400);
      String result = homeWins ? points + "-" + loser : loser + "-" + points;
      scores.add(
          new Score(second, "set " + (home + away), home, away, homeWins, Optional.of(result)));
    }
    return scores;
  }
}
