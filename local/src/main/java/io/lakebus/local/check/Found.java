// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.time.Instant;
import java.util.Optional;

/**
 * What a table holds of one event.
 *
 * @param rows how many rows
 * @param receivedAt when the gateway received it, the latest of these rows
 * @param detailSha256 SHA-256 of its detail, in hexadecimal, where the table has the detail
 */
record Found(long rows, Instant receivedAt, Optional<String> detailSha256) {}
