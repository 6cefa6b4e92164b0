// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * So much a day, which begins anew at midnight (UTC), also for who went beyond it. Only accepted
 * events count; but a call reserves one when it is let in, so that many at one time do not all pass
 * where one event is left. Not thread-safe: {@link Metered} has the lock.
 */
final class DayQuota {

  private final long quota;
  private final InstantSource clock;
  private LocalDate day;
  private long used;

  DayQuota(long quota, InstantSource clock) {
    this.quota = quota;
    this.clock = clock;
    this.day = today(clock.instant());
  }

  /**
   * One event that a call may bring.
   *
   * @param day the day of which it is
   */
  record Reservation(LocalDate day) {}

  Reservation reserve() {
    roll(clock.instant());
    used++;
    return new Reservation(day);
  }

  /** Puts what the call has brought in the place of what it reserved. */
  void settle(Reservation reservation, long accepted) {
    roll(clock.instant());
    used += reservation.day().equals(day) ? accepted - 1 : accepted;
  }

  Standing standing() {
    Instant now = clock.instant();
    roll(now);
    Duration untilMidnight =
        Duration.between(now, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    return new Standing(Policy.DAY, quota, quota - used, untilMidnight);
  }

  /** A clock that is set back over midnight does not bring a day back. */
  private void roll(Instant now) {
    LocalDate today = today(now);
    if (today.isAfter(day)) {
      day = today;
      used = 0;
    }
  }

  private static LocalDate today(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
