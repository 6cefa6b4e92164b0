// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * What the gateway answered to a request.
 *
 * @param status the HTTP status
 * @param retryAfter how long it asks to wait before the same is sent again
 * @param quotaReset where the vendor has used up a limit, how long that stays so
 * @param body the body
 */
public record Reply(
    int status, Optional<Duration> retryAfter, Optional<Duration> quotaReset, byte[] body) {

  /** An answer to a vendor that is at none of its limits. */
  public Reply(int status, Optional<Duration> retryAfter, byte[] body) {
    this(status, retryAfter, Optional.empty(), body);
  }
}
