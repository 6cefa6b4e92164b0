// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Compares until the tables have what they should, then once more after a while: what is written
 * twice may come late.
 */
final class Watch {

  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final Pause pause;
  private final Consumer<String> progress;

  /** Waits. */
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  Watch(InstantSource clock, Pause pause, Consumer<String> progress) {
    this.clock = clock;
    this.pause = pause;
    this.progress = progress;
  }

  /**
   * The last comparison.
   *
   * @param wait how long rows may be missing, or the tables not be readable
   * @param settle how long after everything is there it is looked at again
   * @throws TablesException if the tables cannot be read in the end
   */
  List<TableFinding> compare(JournalCheck check, Tables tables, Duration wait, Duration settle)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(wait);
    while (true) {
      boolean last = !clock.instant().isBefore(deadline);
      try {
        List<TableFinding> findings = check.compare(tables);
        if (missing(findings) == 0) {
          pause.sleep(settle);
          findings = check.compare(tables);
        }
        long missing = missing(findings);
        if (missing == 0 || last) {
          return findings;
        }
        progress.accept(missing + " events have rows that are not there yet");
      } catch (TablesException e) {
        if (last) {
          throw e;
        }
        progress.accept(e.getMessage());
      }
      pause.sleep(BETWEEN);
    }
  }

  private static long missing(List<TableFinding> findings) {
    return findings.stream().mapToLong(finding -> finding.lost().size()).sum();
  }
}
