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
    this.bucket = bucket(quota, time);
  }

  /** A full bucket of one second's worth. */
  static Bucket bucket(long quota, ElapsedTime time) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, SECOND))
        .withCustomTimePrecision(time)
        .withSynchronizationStrategy(SynchronizationStrategy.NONE)
        .build();
  }

  /** Takes this much out, there or not; nothing where it is not positive. */
  @SuppressWarnings("CheckReturnValue") // how long the debt lasts is asked when a call wants in
  static void overdraw(Bucket bucket, long count) {
    if (count > 0) {
      bucket.consumeIgnoringRateLimits(count);
    }
  }

  /** Zero where something is left. */
  static long nanosUntilSomeIsLeft(Bucket bucket) {
    return bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
  }

  /** Takes this much out, there or not. */
  void charge(long count) {
    overdraw(bucket, count);
  }

  Standing standing() {
    long remaining = bucket.getAvailableTokens();
    Duration reset = remaining > 0 ? SECOND : Duration.ofNanos(nanosUntilSomeIsLeft(bucket));
    return new Standing(policy, quota, remaining, reset);
  }
}
