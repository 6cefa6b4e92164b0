// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * What a body may cost.
 *
 * @param maxBytes how large it may be, inflated
 * @param timeout how long it may take to arrive
 */
public record BodyLimits(int maxBytes, Duration timeout) {

  public BodyLimits {
    requireNonNull(timeout, "timeout is null");
  }
}
