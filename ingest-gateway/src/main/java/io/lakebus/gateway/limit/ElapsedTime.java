// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time that has passed since it was made, by a clock that may be set back: that counts as no
 * time, and it goes on from there. Not thread-safe.
 */
final class ElapsedTime implements TimeMeter {

  private final InstantSource clock;
  private Instant last;
  private long nanos;

  ElapsedTime(InstantSource clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  @Override
  public long currentTimeNanos() {
    Instant now = clock.instant();
    if (now.isAfter(last)) {
      nanos += Duration.between(last, now).toNanos();
    }
    last = now;
    return nanos;
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }
}
