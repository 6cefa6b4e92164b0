// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/**
 * So much a second, as a bucket that holds one second's worth and can be overdrawn. Not
 * thread-safe: {@link Metered} has the lock.
 */
final class Rate {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Policy policy;
  private final long quota;
  private final Bucket bucket;

  Rate(Policy policy, long quota, ElapsedTime time) {
    this.policy = policy;
    this.quota = quota;
    this.bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, SECOND))
            .withCustomTimePrecision(time)
            .withSynchronizationStrategy(SynchronizationStrategy.NONE)
            .build();
  }

  /** Takes this much out, there or not. */
  @SuppressWarnings("CheckReturnValue") // how long the debt lasts is asked when a call wants in
  void charge(long count) {
    bucket.consumeIgnoringRateLimits(count);
  }

  Standing standing() {
    long remaining = bucket.getAvailableTokens();
    Duration reset =
        remaining > 0
            ? SECOND
            : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    return new Standing(policy, quota, remaining, reset);
  }
}
