// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.agent.Misdeed;
import io.lakebus.bench.load.Crowd;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Who is beside whom, how much of it.
 *
 * @param rate events a second of the good vendor
 * @param limitedRate requests a second of the vendor at its limit
 * @param rubbishRate requests a second of rubbish
 * @param slow how many send slowly
 */
record NeighboursPlan(double rate, double limitedRate, double rubbishRate, int slow) {

  private static final int CONNECTIONS = 32;
  private static final String UNBOUNDED = "as fast as answered";

  /**
   * Bad vendors of one kind of block.
   *
   * @param name what the report calls it
   * @param crowds who does what
   */
  record Company(String name, Map<Misdeed, Crowd> crowds) {}

  /** All kinds of blocks: the good vendor alone comes first, and once more last. */
  List<Company> companies() {
    Crowd limited = new Crowd(CONNECTIONS, OptionalDouble.of(limitedRate));
    Crowd rubbish = new Crowd(CONNECTIONS, OptionalDouble.of(rubbishRate));
    Crowd unbounded = new Crowd(CONNECTIONS, OptionalDouble.empty());
    Crowd trickling = new Crowd(slow, OptionalDouble.empty());
    return List.of(
        new Company("alone", Map.of()),
        company(Misdeed.AT_LIMIT, limited, aSecond(limitedRate)),
        company(Misdeed.AT_LIMIT, unbounded, UNBOUNDED),
        company(Misdeed.SLOW, trickling, String.format(Locale.ROOT, "%,d at a time", slow)),
        company(Misdeed.RUBBISH, rubbish, aSecond(rubbishRate)),
        company(Misdeed.RUBBISH, unbounded, UNBOUNDED),
        new Company("all of them, with these rates", all(limited, trickling, rubbish)),
        new Company("all of them, " + UNBOUNDED, all(unbounded, trickling, unbounded)),
        new Company("alone, once more", Map.of()));
  }

  private static Company company(Misdeed misdeed, Crowd crowd, String how) {
    return new Company(misdeed.words() + ", " + how, Map.of(misdeed, crowd));
  }

  private static String aSecond(double rate) {
    return String.format(Locale.ROOT, "%,.0f a second", rate);
  }

  private static Map<Misdeed, Crowd> all(Crowd limited, Crowd slow, Crowd rubbish) {
    return Map.of(Misdeed.AT_LIMIT, limited, Misdeed.SLOW, slow, Misdeed.RUBBISH, rubbish);
  }
}
