// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import io.lakebus.bus.Limits;
import io.lakebus.config.DataSize;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The allowance of a vendor that has limits. One short lock covers all of its policies, so that a
 * call is let in by all of them or charged to none; nothing is waited for under it.
 */
final class Metered implements Allowance {

  private final Limits limits;
  private final Optional<Rate> events;
  private final Optional<Rate> bytes;
  private final Optional<DayQuota> day;
  private int requests;

  Metered(Limits limits, InstantSource clock) {
    this.limits = limits;
    ElapsedTime time = new ElapsedTime(clock);
    this.events =
        limits.eventsPerSecond().isPresent()
            ? Optional.of(new Rate(Policy.EVENTS, limits.eventsPerSecond().getAsInt(), time))
            : Optional.empty();
    this.bytes =
        limits
            .bytesPerSecond()
            .map(DataSize::bytes)
            .map(size -> new Rate(Policy.BYTES, size, time));
    this.day =
        limits.eventsPerDay().isPresent()
            ? Optional.of(new DayQuota(limits.eventsPerDay().getAsLong(), clock))
            : Optional.empty();
  }

  Limits limits() {
    return limits;
  }

  @Override
  public synchronized Verdict admit() {
    List<Standing> exhausted = standings().stream().filter(Standing::isExhausted).toList();
    if (!exhausted.isEmpty()) {
      return new Verdict.Refused(exhausted);
    }
    events.ifPresent(rate -> rate.charge(1));
    requests++;
    return new Verdict.Admitted(new Held(day.map(DayQuota::reserve)));
  }

  @Override
  public synchronized List<Standing> standings() {
    List<Standing> standings = new ArrayList<>(Policy.values().length);
    events.ifPresent(rate -> standings.add(rate.standing()));
    bytes.ifPresent(rate -> standings.add(rate.standing()));
    day.ifPresent(quota -> standings.add(quota.standing()));
    limits
        .concurrentRequests()
        .ifPresent(
            most ->
                standings.add(
                    new Standing(Policy.CONCURRENT, most, most - requests, Duration.ZERO)));
    return standings;
  }

  private synchronized void charge(Optional<Rate> rate, long count) {
    rate.ifPresent(charged -> charged.charge(count));
  }

  private synchronized void release(Optional<DayQuota.Reservation> reservation, long accepted) {
    requests--;
    reservation.ifPresent(reserved -> day.orElseThrow().settle(reserved, accepted));
  }

  /** A call that is in. One thread uses it. */
  private final class Held implements Permit {

    private final Optional<DayQuota.Reservation> reservation;
    private long accepted;
    private boolean closed;

    Held(Optional<DayQuota.Reservation> reservation) {
      this.reservation = reservation;
    }

    @Override
    public void chargeBytes(long count) {
      charge(bytes, count);
    }

    @Override
    public void chargeEvents(long count) {
      charge(events, count - 1); // the first is charged already
    }

    @Override
    public void chargeAccepted(long count) {
      accepted += count;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        release(reservation, accepted);
      }
    }
  }
}
