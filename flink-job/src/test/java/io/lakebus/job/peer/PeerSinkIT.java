// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same faults against the project's sink and against Iceberg's own. What is asserted is that
 * the project's loses and doubles nothing and that every fault happened; what becomes of the rows
 * of the other sink is counted and told, not judged.
 *
 * <p>{@code -Dlakebus.peer.injections=N} asks for N faults a case, {@code -Dlakebus.peer.seed=N}
 * chooses what is chosen at random, {@code -Dlakebus.peer.report=FILE} writes the report, and
 * {@code -Dlakebus.peer.cases=REGEX} runs only the cases in whose names, such as {@code MID_COMMIT
 * STOCK}, the expression is found. A case has the same seeds with others and alone.
 */
@Tag("long")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class PeerSinkIT {

  private static final Logger LOG = LoggerFactory.getLogger(PeerSinkIT.class);

  private static final int INJECTIONS = Integer.getInteger("lakebus.peer.injections", 3);
  private static final long SEED = Long.getLong("lakebus.peer.seed", 1);
  private static final String REPORT = System.getProperty("lakebus.peer.report", "");
  private static final Pattern CASES =
      Pattern.compile(System.getProperty("lakebus.peer.cases", ""));

  /** After so many a run ends and the next begins with new tables. */
  private static final int INJECTIONS_PER_RUN = 20;

  @TempDir private static Path folder;

  private static final Map<PeerCase, Tally> TALLIES = new LinkedHashMap<>();
  private static PeerLake lake;
  private static PeerCluster cluster;
  private static long begin;

  @BeforeAll
  static void start() throws Exception {
    begin = System.nanoTime();
    lake = new PeerLake(folder);
    cluster = new PeerCluster();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    lake.close();
  }

  static List<PeerCase> cases() {
    return PeerCase.all().stream().filter(one -> CASES.matcher(one.toString()).find()).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whateverFailsOurRowsAreThereOnceAndTheirsAreCounted(PeerCase one) throws Exception {
    int asked = one.injections(INJECTIONS);
    Random seeds = new Random(SEED + one.toString().hashCode());
    Tally tally = Tally.NONE;
    while (tally.injections() < asked) {
      int atMost = Math.min(INJECTIONS_PER_RUN, asked - tally.injections());
      PeerRun run =
          new PeerRun(lake, folder, one.sink(), one.point(), seeds.nextLong(Long.MAX_VALUE));
      Tally more = run.inject(cluster, atMost);
      assertThat(more.injections()).isPositive();
      tally = tally.and(more);
    }
    TALLIES.put(one, tally);
    LOG.info("{}: {}", one, tally);
    if (!REPORT.isEmpty()) {
      long minutes = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - begin);
      new PeerReport(INJECTIONS, SEED, minutes, TALLIES).write(Path.of(REPORT));
    }

    if (one.sink().isOurs()) {
      assertThat(tally.isExactlyOnce()).as("%s", tally).isTrue();
    }
  }
}
