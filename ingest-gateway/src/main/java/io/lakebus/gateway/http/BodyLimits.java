// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * What a body may cost.
 *
 * @param maxBytes how large it may be, inflated
 * @param timeout how long it may take to arrive
 * @param grace how long it may take whatever its rate
 * @param minRate how many bytes of it must come in each second after the grace, on the average and
 *     as they come; 0 for any rate
 */
public record BodyLimits(int maxBytes, Duration timeout, Duration grace, long minRate) {

  public BodyLimits {
    requireNonNull(timeout, "timeout is null");
    requireNonNull(grace, "grace is null");
  }

  /** The same of a body that may be this large. */
  BodyLimits withMaxBytes(int bytes) {
    return new BodyLimits(bytes, timeout, grace, minRate);
  }
}
