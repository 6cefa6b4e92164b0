// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.time.Duration;
import java.util.Optional;

/**
 * What the gateway answered to a request.
 *
 * @param status the HTTP status
 * @param retryAfter how long it asks to wait
 * @param body the body
 */
record Reply(int status, Optional<Duration> retryAfter, byte[] body) {}
