// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

import static java.util.Objects.requireNonNull;

/**
 * How soon whoever sends what is refused learns of it. A refusal costs the gateway work as well,
 * and whoever sends on as soon as it is answered would take as much of that as there is. So each
 * party has an account with a second's worth: a refusal is charged to it, it is paid off at a fixed
 * rate, and while nothing is left answers to refusals are held back until there is, within a bound.
 * What the bound lets go comes at random times, for a crowd that is answered at once is back at
 * once. Thread-safe.
 */
public final class RefusalPace {

  /** What is charged for a refusal besides its body: as many bytes of a body cost as much. */
  static final int BASE_BYTES = 10 << 10;

  private final RefusalLimits limits;
  private final ElapsedTime time;
  private final RandomGenerator random;
  private final Map<String, Bucket> accounts = new HashMap<>();

  /**
   * @param limits what is free, and the bound
   * @param clock the time
   * @param random used by nobody else
   */
  public RefusalPace(RefusalLimits limits, InstantSource clock, RandomGenerator random) {
    this.limits = requireNonNull(limits, "limits is null");
    this.time = new ElapsedTime(clock);
    this.random = requireNonNull(random, "random is null");
  }

  /**
   * Charges a refusal.
   *
   * @param party whose request it was: a vendor, or all together whom nobody knows
   * @param bodyBytes how much of its body has been read, inflated
   * @return for how long its answer is to be held back, for what was charged before; often zero,
   *     and no less than half of the bound where the bound is reached
   */
  public synchronized Duration charge(String party, int bodyBytes) {
    long longest = limits.maxDelay().toNanos();
    if (longest == 0) {
      return Duration.ZERO;
    }
    Bucket account =
        accounts.computeIfAbsent(party, name -> Rate.bucket(limits.bytesPerSecond(), time));
    long delay = Rate.nanosUntilSomeIsLeft(account);
    // What cannot be made up for by the longest delay is let off.
    long most = account.getAvailableTokens() + limits.mostOwed();
    Rate.overdraw(account, Math.min(BASE_BYTES + (long) bodyBytes, most));
    return Duration.ofNanos(delay < longest ? delay : longest - random.nextLong(longest / 2 + 1));
  }
}
