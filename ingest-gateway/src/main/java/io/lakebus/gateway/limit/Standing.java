// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * How a vendor stands by one policy, at one moment.
 *
 * @param policy the policy
 * @param quota how much it allows
 * @param remaining how much of that is left; not positive where the vendor has used it up, negative
 *     where it is in debt
 * @param reset where nothing is left, the time until there is something again; else the time until
 *     all is there again, if nothing more is sent; zero where it is not time that gives back
 */
public record Standing(Policy policy, long quota, long remaining, Duration reset) {

  public Standing {
    requireNonNull(policy, "policy is null");
    requireNonNull(reset, "reset is null");
  }

  /** Whether nothing is left, so that no call is let in. */
  public boolean isExhausted() {
    return remaining <= 0;
  }
}
