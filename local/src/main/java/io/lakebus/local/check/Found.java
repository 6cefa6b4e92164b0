// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.time.Instant;
import java.util.Optional;

/**
 * What a table holds of one event.
 *
 * @param share its rows, and whose they are
 * @param receivedAt when the gateway received it, the latest of these rows
 * @param place where in the log it is; of several rows, any
 * @param detailSha256 SHA-256 of its detail, in hexadecimal, where the table has the detail
 */
public record Found(Share share, Instant receivedAt, Place place, Optional<String> detailSha256) {

  long rows() {
    return share.rows();
  }
}
