// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.cli.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

  Watch(InstantSource clock, Pause pause, Consumer<String> progress) {
    this.clock = clock;
    this.pause = pause;
    this.progress = progress;
  }

  /**
   * The last comparison.
   *
   * @throws TablesException if the tables cannot be read in the end
   */
  Comparison compare(JournalCheck check, Tables tables, Patience patience)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(patience.missing());
    while (true) {
      boolean last = !clock.instant().isBefore(deadline);
      try {
        Comparison comparison = check.compare(tables);
        if (comparison.missing() == 0) {
          pause.sleep(patience.settle());
          comparison = check.compare(tables);
        }
        if (comparison.missing() == 0 || last) {
          return comparison;
        }
        progress.accept(comparison.missing() + " rows are not there yet");
      } catch (TablesException e) {
        if (last) {
          throw e;
        }
        progress.accept(e.getMessage());
      }
      pause.sleep(BETWEEN);
    }
  }
}
