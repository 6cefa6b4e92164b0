// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * How soon whoever sends what is refused learns of it. A refusal costs the gateway work as well,
 * and whoever sends on as soon as it is answered would take as much of that as there is. So each
 * party has an account: a refusal is charged to it, it is paid off at a fixed rate, and while it is
 * overdrawn answers to refusals are held back until it would be even, within a bound. Thread-safe.
 *
 * <p>It is the leaky bucket of traffic shaping (ITU-T I.371, the generic cell rate algorithm): a
 * virtual time per party runs ahead of the clock by what is charged.
 */
public final class RefusalPace {

  /** What is charged for a refusal besides its body: as many bytes of a body cost as much. */
  static final int BASE_BYTES = 10 << 10;

  /** So much of the rate may be used at once. */
  private static final Duration BURST = Duration.ofSeconds(1);

  private static final long NANOS = Duration.ofSeconds(1).toNanos();

  private final RefusalLimits limits;
  private final ElapsedTime time;
  private final Map<String, Long> evenAt = new HashMap<>();

  /**
   * @param limits what is free, and the bound
   * @param clock the time
   */
  public RefusalPace(RefusalLimits limits, InstantSource clock) {
    this.limits = requireNonNull(limits, "limits is null");
    this.time = new ElapsedTime(clock);
  }

  /**
   * Charges a refusal.
   *
   * @param party whose request it was: a vendor, or all together whom nobody knows
   * @param bodyBytes how much of its body has been read, inflated
   * @return for how long its answer is to be held back, for what was charged before; often zero
   */
  public Duration charge(String party, int bodyBytes) {
    if (limits.maxDelay().isZero()) {
      return Duration.ZERO;
    }
    long delay = Math.max(0, overdraft(party, bodyBytes) - BURST.toNanos());
    return Duration.ofNanos(Math.min(delay, limits.maxDelay().toNanos()));
  }

  /** Nanoseconds until the account would have been even without this charge. */
  private synchronized long overdraft(String party, int bodyBytes) {
    long now = time.currentTimeNanos();
    long even = Math.max(evenAt.getOrDefault(party, now), now);
    long price = (BASE_BYTES + (long) bodyBytes) * NANOS / limits.bytesPerSecond();
    // What cannot be made up for by the longest delay is let off.
    long most = now + BURST.toNanos() + limits.maxDelay().toNanos();
    evenAt.put(party, Math.min(even + price, most));
    return even - now;
  }
}
